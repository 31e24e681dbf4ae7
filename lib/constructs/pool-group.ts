import type { Duration } from 'aws-cdk-lib';
import {
  type CfnAutoScalingGroup,
  CfnScalingPolicy,
  CfnScheduledAction,
  CfnWarmPool,
} from 'aws-cdk-lib/aws-autoscaling';
import type { ISubnet, LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../contract/metrics';
import type { PoolSizing } from '../contract/pool-sizing';
import { instanceGroup } from './instance-group';
import type { Replacement } from './instance-refresh';
import type { HookTimes } from './lifecycle-hooks';
import type { Purchase } from './purchase';

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
    const group = instanceGroup(this, 'Resource', {
      groupName: props.groupName,
      launchTemplate,
      instanceTypes: capacity.instanceTypes,
      subnets: props.subnets,
      targetGroups: props.targetGroups,
      minInstances: sizing.minInstances,
      maxInstances: sizing.maxInstances,
      purchase: capacity.purchase,
      hooks: capacity.hooks,
      warmupSeconds: scaling.instanceWarmup.toSeconds(),
      replacement: capacity.replacement,
      insteadOfLaunchNotices:
        'alarms on ready instances, load and missing metrics page; launch notifications would only repeat them',
    });
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
