import { describe, expect, test } from 'vitest';
import { looksLikeCredential } from '../../lib/rules/privacy/credential-shapes';
import { ofType } from '../../lib/template/template';
import { at, strings } from '../../lib/template/values';
import { exampleFleets } from '../support/fleets';
import { exampleTemplates } from '../support/templates';

describe.each([...exampleFleets])('the templates of %s', (path) => {
  const templates = exampleTemplates(path);

  test('hold nothing that looks like a credential', () => {
    const found = templates.flatMap((template) =>
      template.resources.flatMap(({ logicalId, properties }) =>
        strings(properties)
          .filter(looksLikeCredential)
          .map((text) => `${template.path} ${logicalId} ${text}`),
      ),
    );

    expect(found).toEqual([]);
  });

  test('log nothing but addresses, timings and what functions print', () => {
    const logging = templates.flatMap(({ resources }) =>
      resources
        .filter(({ type }) => /Log|Trail|Stream|Delivery/.test(type.split('::').slice(1).join('::')))
        .map(({ type }) => type),
    );

    // The flow log of a network that exists already is its owner's.
    const makesNetwork = templates.some(({ resources }) => resources.some(({ type }) => type === 'AWS::EC2::VPC'));
    expect([...new Set(logging)].sort()).toEqual([
      ...(makesNetwork ? ['AWS::EC2::FlowLog'] : []),
      'AWS::Logs::LogGroup',
    ]);
  });

  test('let flow logs see packets’ headers only, in the format of AWS', () => {
    for (const { properties } of templates.flatMap((template) => ofType(template, 'AWS::EC2::FlowLog'))) {
      expect(properties).not.toHaveProperty('LogFormat');
    }
  });

  test('give functions the variables of the contract and no other', () => {
    const names = templates
      .flatMap((template) => ofType(template, 'AWS::Lambda::Function'))
      .flatMap(({ properties }) => Object.keys((at(properties, 'Environment.Variables') ?? {}) as object));

    expect([...new Set(names)].sort()).toEqual([
      'POLYREGION_FLEET',
      'POLYREGION_LAUNCH_LIMITS',
      'POLYREGION_MODELS',
      'POLYREGION_NEGOTIATED_PRICES',
      'POLYREGION_REPAIR_TABLE',
      'POLYREGION_REVIEWED_CELLS',
    ]);
  });
});
