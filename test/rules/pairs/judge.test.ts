import { describe, expect, test } from 'vitest';
import type { Assembly } from '../../../lib/rules/pairs/assembly';
import { createOnly } from '../../../lib/rules/pairs/create-only';
import { verdictOf } from '../../../lib/rules/pairs/effects';
import { judge } from '../../../lib/rules/pairs/judge';
import { stackTemplate } from '../../../lib/template/template';
import { exampleTemplates } from '../../support/templates';

type Json = Record<string, unknown>;

const stack = (name: string, Resources: Json, Outputs: Json = {}, region = 'us-east-1') =>
  stackTemplate(name, region, { Resources, Outputs });

const subnet = (CidrBlock: string): Json => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock, AvailabilityZoneId: 'use1-az1' },
});

const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };

/** Why a deployment is refused. */
const refusals = (before: Assembly, after: Assembly): string[] =>
  judge(before, after).flatMap(({ kind, logicalId, why }) => (kind === 'refused' ? [`${logicalId}: ${why}`] : []));

describe('an export that is imported', () => {
  const exported = (value: unknown) => ({ Subnet: { Value: value, Export: { Name: 'network:Subnet' } } });
  const consumer = stack('serving', {
    Group: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { 'Fn::ImportValue': 'network:Subnet' } } },
  });
  const before = [stack('network', { Vpc: vpc, A: subnet('10.0.0.0/19') }, exported({ Ref: 'A' })), consumer];

  test('is not removed', () => {
    expect(refusals(before, [stack('network', { Vpc: vpc }), stack('serving', {})])).toEqual([
      'network:Subnet: an export that another stack imports is neither removed nor changed',
    ]);
  });

  test('is not changed, in what it names or because that is replaced', () => {
    const other = { Vpc: vpc, A: subnet('10.0.0.0/19'), B: subnet('10.0.32.0/19') };
    const moved = { Vpc: vpc, A: subnet('10.0.64.0/19') };

    expect(refusals(before, [stack('network', other, exported({ Ref: 'B' })), consumer])).toHaveLength(1);
    expect(refusals(before, [stack('network', moved, exported({ Ref: 'A' })), consumer])).toHaveLength(1);
  });

  test('is free to go where no stack imports it', () => {
    const alone = [stack('network', { Vpc: vpc, A: subnet('10.0.0.0/19') }, exported({ Ref: 'A' }))];

    expect(refusals(alone, [stack('network', { Vpc: vpc })])).toEqual([]);
  });
});

describe('subnets', () => {
  test('do not overlap one that still exists, its own former self included', () => {
    const before = [stack('network', { Vpc: vpc, A: subnet('10.0.0.0/19'), B: subnet('10.0.32.0/19') })];
    const shifted = [stack('network', { Vpc: vpc, B: subnet('10.0.0.0/19') })];
    const narrower = [stack('network', { Vpc: vpc, A: subnet('10.0.0.0/20'), B: subnet('10.0.32.0/19') })];

    expect(refusals(before, shifted)).toEqual(['B: its range 10.0.0.0/19 overlaps that of A, which still exists']);
    expect(refusals(before, narrower)).toEqual(['A: its range 10.0.0.0/20 overlaps that of A, which still exists']);
  });

  test('are not deleted under the instances of another stack', () => {
    const outputs = { SubnetId: { Value: { Ref: 'A' } } };
    const read = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'SubnetId', Region: 'us-east-1' } };
    const running = stack('serving', { Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: read } } });

    expect(
      refusals(
        [stack('network', { Vpc: vpc, A: subnet('10.0.0.0/19') }, outputs), running],
        [stack('network', { Vpc: vpc }), stack('serving', {})],
      ),
    ).toEqual(['A: it is deleted while resources of another stack are still in it']);
  });
});

describe('names', () => {
  const balancer = (id: string, Scheme: string): Json => ({
    [id]: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Name: 'fleet', Scheme } },
  });

  test('are not free while what is replaced, or goes, still holds them', () => {
    const before = [stack('serving', balancer('Door', 'internet-facing'))];

    expect(refusals(before, [stack('serving', balancer('Door', 'internal'))])[0]).toContain('its name is still held');
    expect(refusals(before, [stack('serving', balancer('Gate', 'internet-facing'))])).toHaveLength(1);
  });

  test('of a dashboard are taken in every region of the account', () => {
    const dashboard = { Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: 'fleet' } } };

    expect(refusals([], [stack('operations-1', dashboard), stack('operations-2', dashboard, {}, 'us-west-2')])).toEqual(
      ['Board: another resource of the fleet has the same name'],
    );
  });
});

test('a logical id keeps its type', () => {
  expect(refusals([stack('s', { A: vpc })], [stack('s', { A: subnet('10.0.0.0/19') })])).toHaveLength(1);
});

test('what a replaced resource is read by is replaced too, where it can be set only at creation, in another stack as well', () => {
  const network = (CidrBlock: string) =>
    stack('network', { Vpc: { ...vpc, Properties: { CidrBlock } } }, { VpcId: { Value: { Ref: 'Vpc' } } });
  const serving = stack('serving', {
    Targets: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: { VpcId: { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'VpcId' } } },
    },
  });
  const effects = judge([network('10.0.0.0/16'), serving], [network('10.1.0.0/16'), serving]);

  expect(effects.filter(({ kind }) => kind === 'replaces').map(({ logicalId }) => logicalId)).toEqual([
    'Vpc',
    'Targets',
  ]);
});

test('more than 500 resources are refused', () => {
  const many = Object.fromEntries(
    Array.from({ length: 501 }, (_, index) => [`R${index}`, { Type: 'AWS::SNS::TopicPolicy' }]),
  );

  expect(verdictOf(judge([], [stack('s', many)]))).toBe('refused');
});

describe('an example', () => {
  const templates = exampleTemplates('fleets/chat.yaml');

  test('can be deployed into an empty account', () => {
    expect(refusals([], templates)).toEqual([]);
  });

  test('has only types that the table of replacing properties lists', () => {
    const types = new Set(templates.flatMap(({ resources }) => resources.map(({ type }) => type)));

    expect([...types].filter((type) => createOnly[type] === undefined)).toEqual([]);
  });

  test('exports nothing', () => {
    expect(JSON.stringify(templates)).not.toContain('"Export"');
  });
});
