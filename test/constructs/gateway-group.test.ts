import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { GatewayGroup } from '../../lib/constructs/gateway-group';
import type { GatewayParameters } from '../../lib/contract/gateway';
import { exampleStack } from '../support/example-stack';

const parameters: GatewayParameters = {
  fleet: 'assistant',
  gatewayImageDigest: `sha256:${'e'.repeat(64)}`,
  gateways: 3,
  cells: [{ model: 'llama-8b', groupNames: ['assistant-llama-8b-baseline'], slotsPerInstance: 32 }],
  workloads: [{ hostNames: ['chat.us.ai.example.com'], model: 'llama-8b' }],
  launchLimitSeconds: 560,
  drainLimitSeconds: 106,
};

function gatewayTemplate(isEncrypted: boolean): Template {
  const stack = exampleStack();
  const vpc = new Vpc(stack, 'Vpc');
  const securityGroup = new SecurityGroup(stack, 'FrontDoor', { vpc, allowAllOutbound: false });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, securityGroup });
  const listener = loadBalancer.addListener('Https', {
    port: 443,
    certificates: [{ certificateArn: 'arn:aws:acm:us-east-1:111122223333:first' }],
    defaultAction: ListenerAction.fixedResponse(404),
    open: false,
  });
  new GatewayGroup(stack, 'Gateways', {
    network: {
      vpc,
      subnets: vpc.privateSubnets,
      serviceAccess: new SecurityGroup(stack, 'Services', { vpc, allowAllOutbound: false }),
    },
    frontDoor: { loadBalancer, listener, securityGroup },
    pins: {
      machineImageId: 'ami-0123456789abcdef0',
      programDigest: `sha256:${'a'.repeat(64)}`,
      encryptionKey: isEncrypted
        ? Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')
        : undefined,
    },
    parameters,
    capacity: {
      instanceType: 'c7i.large',
      instances: 3,
      hooks: { launchSeconds: 560, drainSeconds: 136 },
      replacement: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 134,
        checkpointPercentages: [34, 100],
        checkpointDelaySeconds: 600,
        bakeTimeSeconds: 600,
      },
      longestRequest: Duration.seconds(106),
      registrationSeconds: 20,
    },
    alarms: new NoAlarms('a test'),
  });
  return Template.fromStack(stack);
}

describe('the gateways of a region', () => {
  const template = gatewayTemplate(false);

  test('are as many as planned, of the planned type, launched after the listener', () => {
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', {
      Properties: {
        AutoScalingGroupName: 'assistant-gateways',
        MinSize: '3',
        MaxSize: '3',
        DefaultInstanceWarmup: 20,
        MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'c7i.large' }] } },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^LoadBalancerHttps')]),
    });
  });

  test('finish what they have for as long as the longest request takes', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'))) {
      expect(Properties.TargetGroupAttributes).toContainEqual({
        Key: 'deregistration_delay.timeout_seconds',
        Value: '106',
      });
    }
  });

  test('have one encrypted volume of 100 GiB, by a key of the owner where there is one', () => {
    const ebs = (of: Template): object[] =>
      Object.values(of.findResources('AWS::EC2::LaunchTemplate')).flatMap(({ Properties }) =>
        Properties.LaunchTemplateData.BlockDeviceMappings.map(({ Ebs }: { Ebs: object }) => Ebs),
      );

    expect(ebs(template)).toMatchObject([{ Encrypted: true, VolumeSize: 100 }]);
    expect(ebs(gatewayTemplate(true))).toMatchObject([
      { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
    ]);
  });
});
