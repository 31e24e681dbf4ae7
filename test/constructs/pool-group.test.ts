import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LaunchTemplate, Subnet } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { type PoolCapacity, PoolGroup } from '../../lib/constructs/pool-group';
import type { PoolSizing } from '../../lib/contract/pool-sizing';

const replacement = {
  minHealthyPercentage: 100,
  maxHealthyPercentage: 134,
  checkpointPercentages: [34, 100],
  checkpointDelaySeconds: 600,
  bakeTimeSeconds: 600,
} as const;

const sizing: PoolSizing = { minInstances: 3, maxInstances: 4, schedule: [], warmInstances: 0 };

function templateOf(change: Partial<PoolCapacity> = {}): Template {
  const stack = new Stack();
  new PoolGroup(stack, 'Group', {
    groupName: 'fleet-model-pool',
    launchTemplate: new LaunchTemplate(stack, 'Template'),
    subnets: [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdef0')],
    targetGroups: [],
    capacity: {
      purchase: { option: 'on-demand', reservations: [] },
      instanceTypes: ['p5.48xlarge', 'p5en.48xlarge'],
      sizing,
      hooks: { launchSeconds: 1736, drainSeconds: 83 },
      replacement,
      ...change,
    },
    scaling: { targetRequestsInFlight: 102, dimensions: { Model: 'm' }, instanceWarmup: Duration.seconds(60) },
  });
  return Template.fromStack(stack);
}

const groupOf = (template: Template) =>
  Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))[0] as {
    Properties: Record<string, unknown>;
    UpdatePolicy: Record<string, { Preferences: unknown; Strategy: string }>;
  };

describe('a group on demand', () => {
  const { Properties } = groupOf(templateOf());

  test('buys nothing else, first choice first', () => {
    expect(Properties.MixedInstancesPolicy).toMatchObject({
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 100, OnDemandAllocationStrategy: 'prioritized' },
      LaunchTemplate: {
        Overrides: [{ InstanceType: 'p5.48xlarge' }, { InstanceType: 'p5en.48xlarge' }],
      },
    });
    expect(Properties).not.toHaveProperty('CapacityReservationSpecification');
  });

  test('has no desired capacity, which target tracking owns, and sizes that an update leaves alone', () => {
    const { Properties: sized, UpdatePolicy } = groupOf(templateOf());

    expect(sized).toMatchObject({ MinSize: '3', MaxSize: '4' });
    expect(sized).not.toHaveProperty('DesiredCapacity');
    expect(UpdatePolicy.AutoScalingScheduledAction).toEqual({ IgnoreUnmodifiedGroupSizeProperties: true });
  });

  test('is judged by EC2 alone, and waits for metrics once an instance is in service', () => {
    expect(Properties).toMatchObject({
      HealthCheckType: 'EC2',
      DefaultInstanceWarmup: 60,
      DeletionProtection: 'prevent-force-deletion',
    });
  });

  test('holds the requests in flight of one instance, averaged over the cell', () => {
    templateOf().hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        TargetValue: 102,
        CustomizedMetricSpecification: {
          Namespace: 'Polyregion',
          MetricName: 'RequestsInFlight',
          Statistic: 'Average',
          Dimensions: [{ Name: 'Model', Value: 'm' }],
        },
      },
    });
  });

  test('gets no launches in a zone that is shifted away', () => {
    expect(Properties.AvailabilityZoneImpairmentPolicy).toEqual({
      ZonalShiftEnabled: true,
      ImpairedZoneHealthCheckBehavior: 'ReplaceUnhealthy',
    });
  });

  test('has no warm pool', () => {
    templateOf().resourceCountIs('AWS::AutoScaling::WarmPool', 0);
  });
});

describe('both ends of an instance’s life', () => {
  const { Properties } = groupOf(templateOf());

  test('F14: are held by hooks that the group has from its first instance on, and a launch that is never completed is abandoned', () => {
    expect(Properties.LifecycleHookSpecificationList).toEqual([
      {
        LifecycleHookName: 'polyregion-launch',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        HeartbeatTimeout: 1736,
        DefaultResult: 'ABANDON',
      },
      {
        LifecycleHookName: 'polyregion-drain',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
        HeartbeatTimeout: 83,
        DefaultResult: 'CONTINUE',
      },
    ]);
    templateOf().resourceCountIs('AWS::AutoScaling::LifecycleHook', 0);
  });

  test('leave no instance behind that is paid for', () => {
    expect(Properties.InstanceLifecyclePolicy).toEqual({ RetentionTriggers: { TerminateHookAbandon: 'terminate' } });
  });
});

describe('a group with reservations', () => {
  const { Properties } = groupOf(
    templateOf({ purchase: { option: 'on-demand', reservations: ['cr-0123456789abcdef0'] } }),
  );

  test('fills them first, wherever they stand', () => {
    expect(Properties).toMatchObject({
      CapacityReservationSpecification: {
        CapacityReservationPreference: 'capacity-reservations-first',
        CapacityReservationTarget: { CapacityReservationIds: ['cr-0123456789abcdef0'] },
      },
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'reservations-then-balanced' },
    });
  });
});

describe('a group without reservations', () => {
  // After a zone comes back Auto Scaling moves instances into it. That is wanted, so it is stated rather than left to a default.
  test.each([[{ option: 'on-demand', reservations: [] }], [{ option: 'spot' }]] as const)(
    'is balanced over its zones again, as far as there is capacity: %j',
    (purchase) => {
      expect(groupOf(templateOf({ purchase })).Properties.AvailabilityZoneDistribution).toEqual({
        CapacityDistributionStrategy: 'balanced-best-effort',
      });
    },
  );
});

describe('a group on spot', () => {
  const { Properties } = groupOf(templateOf({ purchase: { option: 'spot' }, sizing: { ...sizing, minInstances: 0 } }));

  test('buys nothing on demand, where it is least likely to be taken away', () => {
    expect(Properties.MixedInstancesPolicy).toMatchObject({
      InstancesDistribution: {
        OnDemandPercentageAboveBaseCapacity: 0,
        SpotAllocationStrategy: 'price-capacity-optimized',
      },
    });
  });

  test('launches no replacement on a mere recommendation', () => {
    expect(Properties.CapacityRebalance).toBe(false);
  });
});

describe('a warm pool', () => {
  test('holds exactly as many instances as are asked for', () => {
    templateOf({ sizing: { ...sizing, warmInstances: 2 } }).hasResourceProperties('AWS::AutoScaling::WarmPool', {
      PoolState: 'Stopped',
      MinSize: 2,
      MaxGroupPreparedCapacity: 2,
    });
  });
});

describe('busy hours', () => {
  test('raise the minimum, and put it back', () => {
    const busy = { minInstances: 4, startsAt: '40 7 * * MON', endsAt: '0 18 * * MON', timeZone: 'Europe/Berlin' };
    const actions = Object.values(
      templateOf({ sizing: { ...sizing, schedule: [busy] } }).findResources('AWS::AutoScaling::ScheduledAction'),
    ).map(({ Properties }) => [Properties.Recurrence, Properties.TimeZone, Properties.MinSize]);

    expect(actions).toEqual([
      ['40 7 * * MON', 'Europe/Berlin', 4],
      ['0 18 * * MON', 'Europe/Berlin', 3],
    ]);
  });
});

describe('a new template', () => {
  test('reaches one instance, waits, then the others', () => {
    expect(groupOf(templateOf()).UpdatePolicy.AutoScalingInstanceRefresh).toEqual({
      Strategy: 'Rolling',
      Preferences: {
        MinHealthyPercentage: 100,
        MaxHealthyPercentage: 134,
        SkipMatching: true,
        CheckpointPercentages: [34, 100],
        CheckpointDelay: 600,
        BakeTime: 600,
      },
    });
  });
});
