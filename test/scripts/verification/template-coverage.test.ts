import { describe, expect, test } from 'vitest';
import { templateCoverage, typesBesides } from '../../../scripts/verification/template-coverage';

const stack = (name: string, ...types: readonly (readonly [type: string, properties?: Record<string, unknown>])[]) => ({
  name,
  template: {
    Resources: Object.fromEntries(types.map(([Type, Properties = {}], index) => [`R${index}`, { Type, Properties }])),
  },
});

describe('coverage of templates', () => {
  test('follows from the strip list of each emulator, over all stacks', () => {
    const types = templateCoverage([
      stack('one', ['AWS::EC2::VPC'], ['AWS::EC2::FlowLog'], ['AWS::Budgets::Budget']),
      stack('two', ['AWS::EC2::VPC']),
    ]);

    expect(types).toMatchObject([
      { type: 'AWS::Budgets::Budget', resources: 1, on: { ministack: 0, moto: 0 }, held: 0 },
      { type: 'AWS::EC2::FlowLog', resources: 1, on: { ministack: 0, moto: 1 }, held: 1 },
      { type: 'AWS::EC2::VPC', resources: 2, on: { ministack: 2, moto: 2 }, held: 2 },
    ]);
    expect(types[1]?.notes).toEqual([expect.stringMatching(/^ministack: .+; deployed on moto$/)]);
  });

  test('counts alarms on metric math and composite alarms apart', () => {
    const alarms = stack(
      'one',
      ['AWS::CloudWatch::Alarm'],
      ['AWS::CloudWatch::Alarm', { Metrics: [] }],
      ['AWS::CloudWatch::CompositeAlarm'],
    );

    expect(templateCoverage([alarms]).map(({ type, resources }) => `${resources} ${type}`)).toEqual([
      '1 AWS::CloudWatch::Alarm',
      '1 AWS::CloudWatch::Alarm (metric math)',
      '1 AWS::CloudWatch::CompositeAlarm',
    ]);
  });
});

test('further types of other fleets come in order, each with the fleets that have it', () => {
  const others = [
    { path: 'b.yaml', stacks: [stack('one', ['AWS::EC2::VPC'], ['AWS::EC2::NatGateway'])] },
    { path: 'c.yaml', stacks: [stack('one', ['AWS::EC2::NatGateway'], ['AWS::EC2::EIP'])] },
  ];

  expect([...typesBesides({ stacks: [stack('one', ['AWS::EC2::VPC'])] }, others)]).toEqual([
    ['AWS::EC2::EIP', ['c.yaml']],
    ['AWS::EC2::NatGateway', ['b.yaml', 'c.yaml']],
  ]);
});
