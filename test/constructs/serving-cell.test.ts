import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import type { CellPool } from '../../lib/constructs/serving-cell';
import { ServingCell } from '../../lib/constructs/serving-cell';
import { exampleParameters } from '../support/cell-parameters';
import { exampleStack } from '../support/example-stack';

const pool: Omit<CellPool, 'pool' | 'purchase'> = {
  instanceTypes: ['p5.48xlarge'],
  sizing: { minInstances: 1, maxInstances: 2, schedule: [], warmInstances: 0 },
  hooks: { launchSeconds: 1736, drainSeconds: 83 },
  targetRequestsInFlight: 102,
  replacement: {
    minHealthyPercentage: 100,
    maxHealthyPercentage: 200,
    checkpointPercentages: [100],
    checkpointDelaySeconds: 600,
    bakeTimeSeconds: 600,
  },
};

interface Logical {
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
}

function cellTemplate(pools: readonly CellPool[]): Template {
  const stack = exampleStack();
  const vpc = new Vpc(stack, 'Vpc');
  const securityGroup = new SecurityGroup(stack, 'FrontDoor', { vpc, allowAllOutbound: false });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, securityGroup });
  const listener = loadBalancer.addListener('Https', {
    port: 443,
    certificates: ['first', 'second'].map((name) => ({ certificateArn: `arn:aws:acm:us-east-1:111122223333:${name}` })),
    defaultAction: ListenerAction.fixedResponse(404),
    open: false,
  });
  const { targetGroupArns: _, ...parameters } = exampleParameters;
  new ServingCell(stack, 'Cell', {
    network: {
      vpc,
      subnets: vpc.privateSubnets,
      serviceAccess: new SecurityGroup(stack, 'Services', { vpc, allowAllOutbound: false }),
    },
    frontDoor: { loadBalancer, listener, securityGroup },
    pins: { machineImageId: 'ami-0123456789abcdef0', agentDigest: `sha256:${'a'.repeat(64)}` },
    cacheSaltSecret: new Secret(stack, 'CacheSalt'),
    parameters,
    sizing: {
      pools,
      instanceWarmup: Duration.seconds(140),
      longestRequest: Duration.seconds(53),
      rootVolumeMiBPerSecond: 750,
    },
    alarms: new NoAlarms('a test'),
  });
  return Template.fromStack(stack);
}

const template = cellTemplate([
  { ...pool, pool: 'baseline', purchase: { option: 'on-demand', reservations: [] } },
  { ...pool, pool: 'overflow', purchase: { option: 'spot' }, hooks: { launchSeconds: 1736, drainSeconds: 57 } },
]);
const resources = template.toJSON().Resources as Record<string, Logical>;
const idsOf = (type: string): string[] => Object.keys(template.findResources(type));
const groups = idsOf('AWS::AutoScaling::AutoScalingGroup').map((id) => resources[id] as Logical);
const targetGroups = idsOf('AWS::ElasticLoadBalancingV2::TargetGroup').map((id) => ({ Ref: id }));

describe('a cell', () => {
  test('has a group for each pool, from one launch template', () => {
    expect(groups.map(({ Properties }) => Properties.AutoScalingGroupName)).toEqual([
      'assistant-llama-70b-baseline',
      'assistant-llama-70b-overflow',
    ]);
    template.resourceCountIs('AWS::EC2::LaunchTemplate', 1);
  });

  test('takes every instance into both target groups', () => {
    for (const { Properties } of groups) {
      expect(new Set(Properties.TargetGroupARNs as unknown[])).toEqual(new Set(targetGroups));
    }
  });

  test('tells its instances which target groups they leave, and lets them leave these', () => {
    const [launch] = Object.values(template.findResources('AWS::EC2::LaunchTemplate'));
    const parts: unknown[] = launch?.Properties.LaunchTemplateData.UserData['Fn::Base64']['Fn::Join'][1];
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    const leaving = policy?.Properties.PolicyDocument.Statement.find(
      ({ Action }: { Action: unknown }) => Action === 'elasticloadbalancing:DeregisterTargets',
    );

    expect(parts.filter((part) => typeof part === 'object')).toEqual(expect.arrayContaining(targetGroups));
    expect(new Set(leaving.Resource)).toEqual(new Set(targetGroups));
  });

  test('launches nothing before its instances may complete their hooks', () => {
    const [policy] = idsOf('AWS::IAM::Policy');

    for (const { DependsOn } of groups) {
      expect(DependsOn).toContain(policy);
    }
  });

  test('starts no GPU before the front door can be used: its listener with every certificate', () => {
    const [certificates] = idsOf('AWS::ElasticLoadBalancingV2::ListenerCertificate');
    const [listener] = idsOf('AWS::ElasticLoadBalancingV2::Listener');

    expect(groups.length).toBe(2);
    for (const { DependsOn } of groups) {
      expect(DependsOn).toEqual(expect.arrayContaining([listener, certificates]));
    }
  });

  test('gives each pool its own time to leave', () => {
    expect(
      groups.map(({ Properties }) =>
        (Properties.LifecycleHookSpecificationList as { HeartbeatTimeout: number }[]).map(
          ({ HeartbeatTimeout }) => HeartbeatTimeout,
        ),
      ),
    ).toEqual([
      [1736, 83],
      [1736, 57],
    ]);
  });

  test('is reached from the load balancer alone, on two ports', () => {
    const ingress = idsOf('AWS::EC2::SecurityGroupIngress')
      .map((id) => (resources[id] as Logical).Properties)
      .filter(({ GroupId }) => JSON.stringify(GroupId).includes('CellAccess'));

    expect(ingress.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([
      [8080, 8080],
      [8081, 8081],
    ]);
    for (const { SourceSecurityGroupId } of ingress) {
      expect(SourceSecurityGroupId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^FrontDoor/), 'GroupId'] });
    }
  });

  test('reaches port 443 alone', () => {
    const [access] = idsOf('AWS::EC2::SecurityGroup').filter((id) => id.startsWith('CellAccess'));

    expect((resources[access ?? ''] as Logical).Properties.SecurityGroupEgress).toMatchObject([
      { FromPort: 443, ToPort: 443, IpProtocol: 'tcp' },
    ]);
  });
});

describe('a cell without an overflow', () => {
  test('has one group, and a role for that one', () => {
    const alone = cellTemplate([{ ...pool, pool: 'baseline', purchase: { option: 'on-demand', reservations: [] } }]);

    alone.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1);
    expect(JSON.stringify(alone.findResources('AWS::IAM::Policy'))).not.toContain('overflow');
    // Auto Scaling deregisters what it ends; only spot instances leave by themselves.
    expect(JSON.stringify(alone.findResources('AWS::IAM::Policy'))).not.toContain('DeregisterTargets');
  });
});
