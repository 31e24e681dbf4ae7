import { expect, test } from 'vitest';
import { coverage, heldRatio } from '../../../local/deploy/coverage';

const original = {
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Policy: { Type: 'AWS::S3::BucketPolicy' },
    Budget: { Type: 'AWS::Budgets::Budget' },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'HealthyHostCount' } },
    MathAlarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } },
  },
};
const removedFrom = (...logicalIds: string[]) => new Map(logicalIds.map((logicalId) => [logicalId, 'its type']));
const types = coverage({
  ministack: [
    { name: 'one', original, removed: removedFrom('Budget') },
    { name: 'two', original: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, removed: removedFrom() },
  ],
  moto: [
    { name: 'one', original, removed: removedFrom('Policy', 'Budget', 'Alarm', 'MathAlarm') },
    { name: 'two', original: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, removed: removedFrom('Bucket') },
  ],
});
const row = (type: string) => types.find((one) => one.type === type);

test.each([
  ['AWS::S3::Bucket', { resources: 2, on: { ministack: 2, moto: 1 }, held: 2 }],
  ['AWS::S3::BucketPolicy', { resources: 1, on: { ministack: 1, moto: 0 }, held: 1 }],
  ['AWS::Budgets::Budget', { resources: 1, on: { ministack: 0, moto: 0 }, held: 0 }],
  ['AWS::CloudWatch::Alarm', { resources: 1, on: { ministack: 1, moto: 0 }, held: 1 }],
  ['AWS::CloudWatch::Alarm (metric math)', { resources: 1, on: { ministack: 1, moto: 0 }, held: 1 }],
])('%s: counted over all stacks', (type, counts) => {
  expect(row(type)).toMatchObject(counts);
});

test('types come in order, and each once', () => {
  const names = types.map(({ type }) => type);

  expect(names).toEqual([...new Set(names)].sort());
});

test('the ratio is of resources, not of types', () => {
  expect(heldRatio(types)).toBe(5 / 6);
});

test('what an emulator lacks has its reason from the strip list, alarms on metric math too', () => {
  expect(row('AWS::Budgets::Budget')?.notes).toEqual([
    expect.stringMatching(/^ministack: not among the types/),
    expect.stringMatching(/^moto: not among the types/),
  ]);
  expect(row('AWS::S3::Bucket')?.notes).toEqual([]);
  const [onMoto, ...others] = row('AWS::CloudWatch::Alarm')?.notes ?? [];
  expect(others).toEqual([]);
  expect(row('AWS::CloudWatch::Alarm (metric math)')?.notes).toEqual(
    expect.arrayContaining([onMoto, expect.stringMatching(/^ministack: its CloudFormation refuses/)]),
  );
});
