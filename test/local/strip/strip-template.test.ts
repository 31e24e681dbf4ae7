// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub
import { describe, expect, test } from 'vitest';
import type { StripRow } from '../../../local/strip/strip-list';
import { stripTemplate } from '../../../local/strip/strip-template';
import type { Template } from '../../../local/strip/template';

const shared = { emulator: 'moto', reason: 'a test' } as const;
const rows: readonly StripRow[] = [
  { ...shared, strip: 'resource', type: 'AWS::Test::Gone', checkedBy: 'nobody' },
  { ...shared, strip: 'resource', type: 'AWS::Test::GoneSecret', checkedBy: 'nobody', refIsArn: true },
  { ...shared, strip: 'property', type: 'AWS::Test::Kept', property: 'Unwanted' },
  { ...shared, strip: 'attribute', type: 'AWS::Test::Kept', attribute: 'KeptId', becomes: 'Ref' },
  { ...shared, strip: 'attribute', type: 'AWS::Test::Kept', attribute: 'Full.Name', becomes: 'literal' },
];

const resources = {
  Gone: { Type: 'AWS::Test::Gone' },
  Secret: { Type: 'AWS::Test::GoneSecret' },
  Kept: { Type: 'AWS::Test::Kept', Properties: { Wanted: 1, Unwanted: 2 } },
};

/** What a value in a resource that stays becomes. */
function becomes(value: unknown, standIn?: (logicalId: string) => string | undefined): unknown {
  const user = { Type: 'AWS::Test::User', Properties: { Value: value } };
  const { template } = stripTemplate({ Resources: { ...resources, User: user } }, rows, standIn);
  return template.Resources.User?.Properties?.Value;
}

describe('a resource of a stripped type', () => {
  test('is taken out, and named', () => {
    const { template, removed } = stripTemplate({ Resources: resources }, rows);

    expect(Object.keys(template.Resources)).toEqual(['Kept']);
    expect(Object.fromEntries(removed)).toEqual({ Gone: 'AWS::Test::Gone', Secret: 'AWS::Test::GoneSecret' });
  });

  test.each<[string | string[], string[] | undefined]>([
    ['Gone', undefined],
    ['Kept', ['Kept']],
    [['Gone', 'Secret'], undefined],
    [['Gone', 'Kept'], ['Kept']],
  ])('DependsOn %j becomes %j', (dependsOn, left) => {
    const template = { Resources: { ...resources, User: { Type: 'AWS::Test::User', DependsOn: dependsOn } } };

    expect(stripTemplate(template, rows).template.Resources.User?.DependsOn).toEqual(left);
  });

  test('leaves the template that it was given as it is', () => {
    const template = { Resources: { ...resources, User: { Type: 'AWS::Test::User', DependsOn: 'Gone' } } };
    const before = structuredClone(template);

    stripTemplate(template, rows);

    expect(template).toEqual(before);
  });
});

test('a resource of a type that is held but with one property is taken out with that property alone', () => {
  const having: StripRow = {
    ...shared,
    strip: 'resource',
    type: 'AWS::Test::Kept',
    having: 'Wanted',
    checkedBy: 'nobody',
  };
  const Plain = { Type: 'AWS::Test::Kept', Properties: { Other: 1 } };

  expect(Object.keys(stripTemplate({ Resources: { ...resources, Plain } }, [having]).template.Resources)).toEqual([
    'Gone',
    'Secret',
    'Plain',
  ]);
});

test('a stripped property is taken out of its type alone', () => {
  const other = { Type: 'AWS::Test::User', Properties: { Unwanted: 3 } };

  const { Resources } = stripTemplate({ Resources: { ...resources, Other: other } }, rows).template;

  expect(Resources.Kept?.Properties).toEqual({ Wanted: 1 });
  expect(Resources.Other?.Properties).toEqual({ Unwanted: 3 });
});

describe('a reference', () => {
  test.each<[unknown, unknown]>([
    [{ Ref: 'Gone' }, 'stripped-Gone-Ref'],
    [{ Ref: 'Secret' }, 'arn:aws:stripped:::stripped-Secret-Ref'],
    [{ 'Fn::GetAtt': ['Gone', 'Arn'] }, 'stripped-Gone-Arn'],
    [{ 'Fn::GetAtt': ['Gone', 'Endpoint.Address'] }, 'stripped-Gone-Endpoint.Address'],
    [{ 'Fn::GetAtt': 'Gone.Endpoint.Address' }, 'stripped-Gone-Endpoint.Address'],
    [{ 'Fn::GetAtt': ['Kept', 'KeptId'] }, { Ref: 'Kept' }],
    [{ 'Fn::GetAtt': 'Kept.KeptId' }, { Ref: 'Kept' }],
    [{ 'Fn::GetAtt': ['Kept', 'Full.Name'] }, 'stripped-Kept-Full.Name'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Gone' }]] }, { 'Fn::Join': ['/', ['a', 'stripped-Gone-Ref']] }],
    [{ 'Fn::If': ['Is', { Ref: 'Gone' }, 'b'] }, { 'Fn::If': ['Is', 'stripped-Gone-Ref', 'b'] }],
  ])('%j becomes %j', (value, expected) => {
    expect(becomes(value)).toEqual(expected);
  });

  test.each<[unknown]>([
    [{ Ref: 'Kept' }],
    [{ Ref: 'AWS::Region' }],
    [{ 'Fn::GetAtt': ['Kept', 'Arn'] }],
    [{ 'Fn::GetAtt': ['Elsewhere', 'KeptId'] }],
    [{ 'Fn::ImportValue': 'Gone' }],
    [{ Ref: 'Gone', and: 'more, so that it is no reference' }],
    ['Gone'],
    [null],
    [[]],
  ])('%j stays', (value) => {
    expect(becomes(value)).toEqual(value);
  });

  test('has the value of what stands in for it, its attributes have not', () => {
    const standIn = (logicalId: string) => `real-${logicalId}`;

    expect(becomes({ Ref: 'Gone' }, standIn)).toBe('real-Gone');
    expect(becomes({ Ref: 'Secret' }, () => undefined)).toBe('arn:aws:stripped:::stripped-Secret-Ref');
    expect(becomes({ 'Fn::GetAtt': ['Gone', 'Arn'] }, standIn)).toBe('stripped-Gone-Arn');
  });
});

describe('Fn::Sub', () => {
  test.each<[unknown, unknown]>([
    ['a-${Gone}-b', 'a-stripped-Gone-Ref-b'],
    ['${Gone}${Gone.Arn}', 'stripped-Gone-Refstripped-Gone-Arn'],
    ['${Gone.Endpoint.Address}', 'stripped-Gone-Endpoint.Address'],
    ['${Kept.KeptId}', '${Kept}'],
    ['${Kept.Full.Name}', 'stripped-Kept-Full.Name'],
    ['${Kept} ${Kept.Arn} ${AWS::Region} ${!Gone} $Gone', '${Kept} ${Kept.Arn} ${AWS::Region} ${!Gone} $Gone'],
    [
      ['${Gone} ${Named}', { Named: { Ref: 'Gone' } }],
      ['stripped-Gone-Ref ${Named}', { Named: 'stripped-Gone-Ref' }],
    ],
    [
      ['${Gone}', { Gone: 'a name of its own' }],
      ['${Gone}', { Gone: 'a name of its own' }],
    ],
  ])('of %j becomes that of %j', (argument, expected) => {
    expect(becomes({ 'Fn::Sub': argument })).toEqual({ 'Fn::Sub': expected });
  });
});

test('outputs stay, with their exports, and say what was stripped', () => {
  const template: Template = {
    Resources: resources,
    Outputs: {
      OfGone: { Value: { Ref: 'Gone' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-${Gone.Arn}' } } },
      OfKept: { Value: { 'Fn::GetAtt': ['Kept', 'KeptId'] }, Export: { Name: 'kept' } },
    },
  };

  expect(stripTemplate(template, rows).template.Outputs).toEqual({
    OfGone: { Value: 'stripped-Gone-Ref', Export: { Name: { 'Fn::Sub': '${AWS::StackName}-stripped-Gone-Arn' } } },
    OfKept: { Value: { Ref: 'Kept' }, Export: { Name: 'kept' } },
  });
});
