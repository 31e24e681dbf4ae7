import { describe, expect, test } from 'vitest';
import { ofType, type Resource, referredId, type StackTemplate } from '../../lib/template/template';
import { at } from '../../lib/template/values';
import { exampleTemplates } from '../support/templates';

const templates = exampleTemplates('fleets/gateway.yaml');
const stack = (name: string): StackTemplate => templates.find(({ path }) => path === name) as StackTemplate;
const serving = stack('gated-serving-us-east-2');

const one = (type: string, of: RegExp): Resource => {
  const found = ofType(serving, type).filter(({ logicalId }) => of.test(logicalId));
  expect(found.map(({ logicalId }) => logicalId)).toHaveLength(1);
  return found[0] as Resource;
};

const group = one('AWS::AutoScaling::AutoScalingGroup', /^Gateways/);
const cell = one('AWS::AutoScaling::AutoScalingGroup', /^Cells/);

/** The security groups whose members may open connections to a group, by port. */
const admitted = (logicalId: RegExp): [number, string][] =>
  ofType(serving, 'AWS::EC2::SecurityGroupIngress')
    .filter(({ properties }) => logicalId.test(referredId(properties.GroupId) ?? ''))
    .map(({ properties }): [number, string] => [
      Number(properties.FromPort),
      (referredId(properties.SourceSecurityGroupId) ?? '').replace(/[0-9A-F]{8}$/, ''),
    ]);

describe('the templates of a fleet with gateways', () => {
  test('hold a group of two c7i.large over three zones, behind the load balancer', () => {
    expect(group.properties).toMatchObject({
      AutoScalingGroupName: 'gated-gateways',
      MinSize: '2',
      MaxSize: '2',
      HealthCheckType: 'EC2',
    });
    expect(group.properties).not.toHaveProperty('DesiredCapacity');
    expect(group.properties.VPCZoneIdentifier).toHaveLength(3);
    expect(at(group.properties, 'MixedInstancesPolicy.LaunchTemplate.Overrides')).toEqual([
      { InstanceType: 'c7i.large' },
    ]);
    expect(group.properties.TargetGroupARNs).toHaveLength(2);
  });

  test('replace gateways one at a time, the new one first', () => {
    expect(at(group.updatePolicy, 'AutoScalingInstanceRefresh.Preferences')).toMatchObject({
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 150,
    });
  });

  test('give a launch nine minutes and a half, and a drain the longest request and half a minute', () => {
    expect(group.properties.LifecycleHookSpecificationList).toMatchObject([
      { LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING', HeartbeatTimeout: 560, DefaultResult: 'ABANDON' },
      { LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING', HeartbeatTimeout: 136, DefaultResult: 'CONTINUE' },
    ]);
  });

  test('lead every route to gateways, and register no cell', () => {
    const leads = ofType(serving, 'AWS::ElasticLoadBalancingV2::ListenerRule').map(({ properties }) =>
      JSON.stringify(properties.Actions),
    );

    expect(leads.length).toBeGreaterThan(1);
    expect(leads.filter((actions) => !/GatewaysTargets/.test(actions))).toEqual([]);
    expect(ofType(serving, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toHaveLength(2);
    expect(cell.properties.TargetGroupARNs).toEqual([]);
    expect(cell.properties.HealthCheckType).toBe('EC2');
  });

  test('admit gateways alone to the guards and agents of a cell, and the load balancer alone to gateways', () => {
    expect(admitted(/^Cells/)).toEqual([
      [8080, 'GatewaysAccess'],
      [8081, 'GatewaysAccess'],
    ]);
    expect(admitted(/^GatewaysAccess/)).toEqual([
      [8080, 'FrontDoorAccess'],
      [8081, 'FrontDoorAccess'],
    ]);
  });

  test('let a gateway list instances, and change nothing but its own hooks', () => {
    const { properties } = one('AWS::IAM::Policy', /^GatewaysRole/);
    const actions = (at(properties, 'PolicyDocument.Statement') as { Action: string | string[] }[]).flatMap(
      ({ Action }) => Action,
    );

    expect(actions.filter((action) => !/:(Get|BatchGet|BatchCheck|Describe)/.test(action)).sort()).toEqual([
      'autoscaling:CompleteLifecycleAction',
      'autoscaling:RecordLifecycleActionHeartbeat',
      'cloudwatch:PutMetricData',
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ]);
  });

  test('tell a gateway its cells, their groups and the names under which they are asked for', () => {
    const { properties } = one('AWS::EC2::LaunchTemplate', /^Gateways/);
    const script = JSON.stringify(at(properties, 'LaunchTemplateData.UserData'));

    for (const told of ['gated-llama-8b-baseline', 'chat.us.ai.example.com', 'us-east-2.chat.us.ai.example.com']) {
      expect(script).toContain(told);
    }
  });

  test('ask for the image of Envoy and for the program where they are not pinned', () => {
    const { properties } = one('AWS::EC2::LaunchTemplate', /^Gateways/);
    const script = JSON.stringify(at(properties, 'LaunchTemplateData.UserData'));

    for (const pin of ['GatewayImageDigest', 'GatewayAgentDigest']) {
      expect(script).toContain(`{"Ref":"${pin}"}`);
    }
  });

  test('have the endpoint through which gateways learn addresses', () => {
    const services = ofType(stack('gated-network-us-east-2'), 'AWS::EC2::VPCEndpoint').map(
      ({ properties }) => properties.ServiceName,
    );

    expect(services).toContain('com.amazonaws.us-east-2.ec2');
  });

  test('hold the alarms of gateways, and none that asks the load balancer about a cell', () => {
    const alarms = ofType(stack('gated-operations-us-east-2'), 'AWS::CloudWatch::Alarm').map(({ properties }) =>
      String(properties.AlarmName),
    );

    expect(alarms).toEqual(
      expect.arrayContaining([
        'gated-no-healthy-gateway',
        'gated-gateways-missing',
        'gated-gateway-list-stale',
        'gated-llama-8b-instances-unreached',
      ]),
    );
    expect(alarms).not.toContain('gated-llama-8b-instances-lost');
  });
});
