import { type CfnLaunchTemplate, LaunchTemplate, Subnet } from 'aws-cdk-lib/aws-ec2';
import { expect, test } from 'vitest';
import { instanceGroup } from '../../lib/constructs/instance-group';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

const stack = constructStack();
instanceGroup(stack, 'Group', {
  groupName: 'assistant-gateways',
  launchTemplate: new LaunchTemplate(stack, 'Template'),
  instanceTypes: ['c7i.large', 'c7i.xlarge'],
  subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-1')],
  targetGroups: [],
  minInstances: 2,
  maxInstances: 3,
  purchase: { option: 'on-demand', reservations: [] },
  hooks: { launchSeconds: 600, drainSeconds: 120 },
  warmupSeconds: 30,
  replacement: {
    minHealthyPercentage: 100,
    maxHealthyPercentage: 150,
    checkpointPercentages: [50, 100],
    checkpointDelaySeconds: 600,
    bakeTimeSeconds: 600,
  },
  insteadOfLaunchNotices: 'alarms page',
});
const group = onlyPropertiesOf(stack, 'AWS::AutoScaling::AutoScalingGroup');

test('keeps its sizes, and leaves the desired one to scaling and operators', () => {
  expect(group).toMatchObject({ MinSize: '2', MaxSize: '3', DefaultInstanceWarmup: 30 });
  expect(group).not.toHaveProperty('DesiredCapacity');
});

// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html
test('replaces no instance because a load balancer does not reach it', () => {
  expect(group.HealthCheckType).toBe('EC2');
});

test('is not deleted with its instances, and leaves a zone that is shifted away', () => {
  expect(group.DeletionProtection).toBe('prevent-force-deletion');
  expect(group.AvailabilityZoneImpairmentPolicy).toEqual({
    ZonalShiftEnabled: true,
    ImpairedZoneHealthCheckBehavior: 'ReplaceUnhealthy',
  });
});

test('an update rolls instances, and sizes that it does not change stay as they are', () => {
  const resource = stack.node.findChild('Group') as unknown as { cfnOptions: { updatePolicy: object } };

  expect(resource.cfnOptions.updatePolicy).toMatchObject({
    autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
    autoScalingInstanceRefresh: { strategy: 'Rolling' },
  });
});

test('starts from its template, in the order of its types', () => {
  const templateId = stack.resolve((stack.node.findChild('Template').node.defaultChild as CfnLaunchTemplate).ref);

  expect(group.MixedInstancesPolicy).toMatchObject({
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: templateId },
      Overrides: [{ InstanceType: 'c7i.large' }, { InstanceType: 'c7i.xlarge' }],
    },
  });
});
