import type { Duration } from 'aws-cdk-lib';
import { CfnAutoScalingGroup, CfnScalingPolicy, CfnScheduledAction, CfnWarmPool } from 'aws-cdk-lib/aws-autoscaling';
import type { ISubnet, LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../contract/metrics';
import type { PoolSizing } from '../contract/pool-sizing';
import { acknowledge } from './acknowledge';
import { instanceRefresh, type Replacement } from './instance-refresh';
import { type HookTimes, lifecycleHooks } from './lifecycle-hooks';
import { type Purchase, purchaseOf } from './purchase';

export interface PoolGroupProps {
  readonly groupName: string;
  readonly launchTemplate: LaunchTemplate;
  /** In zones that list every instance type. */
  readonly subnets: readonly ISubnet[];
  readonly targetGroups: readonly IApplicationTargetGroup[];
  readonly capacity: PoolCapacity;
  readonly scaling: RequestScaling;
}

/** Where a group's instances come from, and how many there may be. */
export interface PoolCapacity {
  readonly purchase: Purchase;
  /** Allowed instance types, first choice first. */
  readonly instanceTypes: readonly string[];
  readonly sizing: PoolSizing;
  readonly hooks: HookTimes;
  readonly replacement: Replacement;
}

export interface RequestScaling {
  /** Requests running and waiting that one instance should hold. */
  readonly targetRequestsInFlight: number;
  readonly dimensions: Readonly<Record<string, string>>;
  /** What the group waits once an instance is in service before it counts it. */
  readonly instanceWarmup: Duration;
}

/** Instances of one cell from one source, scaled on the requests in flight on each. */
export class PoolGroup extends Construct {
  constructor(scope: Construct, id: string, props: PoolGroupProps) {
    super(scope, id);
    const { launchTemplate, capacity, scaling } = props;
    const { sizing } = capacity;
    const { instancesDistribution, ...placement } = purchaseOf(capacity.purchase);
    const group = new CfnAutoScalingGroup(this, 'Resource', {
      autoScalingGroupName: props.groupName,
      // No desired capacity: target tracking owns it.
      minSize: String(sizing.minInstances),
      maxSize: String(sizing.maxInstances),
      vpcZoneIdentifier: props.subnets.map(({ subnetId }) => subnetId),
      targetGroupArns: props.targetGroups.map(({ targetGroupArn }) => targetGroupArn),
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: launchTemplate.launchTemplateId,
            version: launchTemplate.latestVersionNumber,
          },
          overrides: capacity.instanceTypes.map((instanceType) => ({ instanceType })),
        },
        instancesDistribution,
      },
      ...placement,
      ...lifecycleHooks(capacity.hooks),
      defaultInstanceWarmup: scaling.instanceWarmup.toSeconds(),
      // With ELB a hung engine would be terminated at once, past every circuit breaker.
      healthCheckType: 'EC2',
      deletionProtection: 'prevent-force-deletion',
      // A zone that is shifted away gets no launches; what is sick in it is replaced in the others.
      availabilityZoneImpairmentPolicy: {
        zonalShiftEnabled: true,
        impairedZoneHealthCheckBehavior: 'ReplaceUnhealthy',
      },
      metricsCollection: [{ granularity: '1Minute' }],
    });
    group.cfnOptions.updatePolicy = {
      // An update that does not change the sizes leaves what scaling and operators set.
      autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
      autoScalingInstanceRefresh: instanceRefresh(capacity.replacement),
    };
    acknowledge(
      group,
      {
        id: 'AwsSolutions-AS3',
        reason: 'alarms on ready instances, load and missing metrics page; launch notifications would only repeat them',
      },
      {
        id: 'AwsSolutions-EC26',
        reason:
          'the rule cannot read a mixed-instances policy; the launch template encrypts its only volume, which a test checks',
      },
    );
    this.raiseMinimum(group, sizing);
    this.keepWarm(group, sizing.warmInstances);
    this.trackRequests(group, scaling);
  }

  /** Target tracking owns the size above it, so that what the hours do not need goes by itself. */
  private raiseMinimum(group: CfnAutoScalingGroup, { schedule, minInstances }: PoolSizing): void {
    schedule.forEach((busy, index) => {
      const action = (id: string, recurrence: string, minSize: number) =>
        new CfnScheduledAction(this, `${id}${index}`, {
          autoScalingGroupName: group.ref,
          recurrence,
          timeZone: busy.timeZone,
          minSize,
        });
      action('BusyFrom', busy.startsAt, busy.minInstances);
      action('BusyTo', busy.endsAt, minInstances);
    });
  }

  /**
   * A pool of exactly that size, however large the group is; without these two it would fill up to the maximum. The launch
   * hook keeps an instance from being stopped before the agent has prepared it.
   */
  private keepWarm(group: CfnAutoScalingGroup, instances: number): void {
    if (instances > 0) {
      new CfnWarmPool(this, 'WarmPool', {
        autoScalingGroupName: group.ref,
        poolState: 'Stopped',
        minSize: instances,
        maxGroupPreparedCapacity: instances,
      });
    }
  }

  private trackRequests(group: CfnAutoScalingGroup, scaling: RequestScaling): void {
    new CfnScalingPolicy(this, 'RequestsInFlight', {
      autoScalingGroupName: group.ref,
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: {
        targetValue: scaling.targetRequestsInFlight,
        customizedMetricSpecification: {
          namespace: metricNamespace,
          metricName: metricNames.requestsInFlight,
          statistic: 'Average',
          dimensions: Object.entries(scaling.dimensions).map(([name, value]) => ({ name, value })),
        },
      },
    });
  }
}
