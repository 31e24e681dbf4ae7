import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { ISubnet, LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { instanceRefresh, type Replacement } from './instance-refresh';
import { type HookTimes, lifecycleHooks } from './lifecycle-hooks';
import { type Purchase, purchaseOf } from './purchase';

export interface InstanceGroupProps {
  readonly groupName: string;
  readonly launchTemplate: LaunchTemplate;
  /** Allowed instance types, first choice first. */
  readonly instanceTypes: readonly string[];
  /** In zones that list every instance type. */
  readonly subnets: readonly ISubnet[];
  readonly targetGroups: readonly IApplicationTargetGroup[];
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly purchase: Purchase;
  readonly hooks: HookTimes;
  /** Seconds that the group waits once an instance is in service before it counts it. */
  readonly warmupSeconds: number;
  readonly replacement: Replacement;
  /** Why no notification of launches is needed. */
  readonly insteadOfLaunchNotices: string;
}

/** An Auto Scaling group as every group of a fleet is, whatever runs on its instances. */
export function instanceGroup(scope: Construct, id: string, props: InstanceGroupProps): CfnAutoScalingGroup {
  const { instancesDistribution, ...placement } = purchaseOf(props.purchase);
  const group = new CfnAutoScalingGroup(scope, id, {
    autoScalingGroupName: props.groupName,
    // No desired capacity: scaling and operators own it.
    minSize: String(props.minInstances),
    maxSize: String(props.maxInstances),
    vpcZoneIdentifier: props.subnets.map(({ subnetId }) => subnetId),
    targetGroupArns: props.targetGroups.map(({ targetGroupArn }) => targetGroupArn),
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: {
          launchTemplateId: props.launchTemplate.launchTemplateId,
          version: props.launchTemplate.latestVersionNumber,
        },
        overrides: props.instanceTypes.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution,
    },
    ...placement,
    ...lifecycleHooks(props.hooks),
    defaultInstanceWarmup: props.warmupSeconds,
    // With ELB a cause that many instances share would end all of them at once, past every circuit breaker.
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
    autoScalingInstanceRefresh: instanceRefresh(props.replacement),
  };
  acknowledge(
    group,
    { id: 'AwsSolutions-AS3', reason: props.insteadOfLaunchNotices },
    {
      id: 'AwsSolutions-EC26',
      reason:
        'the rule cannot read a mixed-instances policy; the launch template encrypts its only volume, which a test checks',
    },
  );
  return group;
}
