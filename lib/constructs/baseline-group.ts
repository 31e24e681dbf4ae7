import type { Duration } from 'aws-cdk-lib';
import { CfnAutoScalingGroup, CfnScalingPolicy } from 'aws-cdk-lib/aws-autoscaling';
import type { ISubnet, LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../contract/metrics';
import { acknowledge } from './acknowledge';

export interface BaselineGroupProps {
  readonly groupName: string;
  readonly launchTemplate: LaunchTemplate;
  readonly machineImageId: string;
  readonly subnets: readonly ISubnet[];
  readonly targetGroups: readonly IApplicationTargetGroup[];
  readonly capacity: GroupCapacity;
  readonly scaling: RequestScaling;
}

export interface GroupCapacity {
  /** Allowed instance types, first choice first. */
  readonly instanceTypes: readonly string[];
  readonly minInstances: number;
  readonly maxInstances: number;
}

export interface RequestScaling {
  /** Requests running and waiting that one instance should hold. */
  readonly targetRequestsInFlight: number;
  readonly dimensions: Readonly<Record<string, string>>;
  /** From launch until the model answers: what the group waits before it counts an instance. */
  readonly instanceWarmup: Duration;
}

/** On-demand instances of one cell, scaled on the requests in flight on each. */
export class BaselineGroup extends Construct {
  constructor(scope: Construct, id: string, props: BaselineGroupProps) {
    super(scope, id);
    const { launchTemplate, machineImageId, capacity } = props;
    const group = new CfnAutoScalingGroup(this, 'Resource', {
      autoScalingGroupName: props.groupName,
      // No desired capacity: target tracking owns it.
      minSize: String(capacity.minInstances),
      maxSize: String(capacity.maxInstances),
      vpcZoneIdentifier: props.subnets.map(({ subnetId }) => subnetId),
      targetGroupArns: props.targetGroups.map(({ targetGroupArn }) => targetGroupArn),
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: launchTemplate.launchTemplateId,
            version: launchTemplate.latestVersionNumber,
          },
          // An image in every override is what a root-volume replacement needs later.
          overrides: capacity.instanceTypes.map((instanceType) => ({ instanceType, imageId: machineImageId })),
        },
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100, onDemandAllocationStrategy: 'prioritized' },
      },
      defaultInstanceWarmup: props.scaling.instanceWarmup.toSeconds(),
      // With ELB a hung engine would be terminated at once, past every circuit breaker.
      healthCheckType: 'EC2',
      deletionProtection: 'prevent-force-deletion',
      metricsCollection: [{ granularity: '1Minute' }],
    });
    group.cfnOptions.updatePolicy = {
      // An update that does not change the sizes leaves what scaling and operators set.
      autoScalingScheduledAction: { ignoreUnmodifiedGroupSizeProperties: true },
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
    this.trackRequests(group, props.scaling);
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
