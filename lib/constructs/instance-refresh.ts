import type { CfnAutoScalingInstanceRefresh } from 'aws-cdk-lib';

/** How a group's instances are replaced when their template changes. */
export interface Replacement {
  /** Instances that may be above the group's size meanwhile, in percent of it, 100 to 200. */
  readonly maxHealthyPercentage: number;
  readonly minHealthyPercentage: number;
  /** After which share of the instances, in percent, the refresh waits; the first is one instance. */
  readonly checkpointPercentages: readonly number[];
  readonly checkpointDelaySeconds: number;
  readonly bakeTimeSeconds: number;
}

/**
 * CloudFormation's refresh has no rollback of its own: a failed one rolls the stack back, which refreshes once more. It names
 * no alarms, because Auto Scaling would not start it while one of them rings; the rollout watch looks at them instead.
 */
export const instanceRefresh = (replacement: Replacement): CfnAutoScalingInstanceRefresh => ({
  // Replacing root volumes supports no group behind a load balancer, and takes only a change of the image.
  strategy: 'Rolling',
  preferences: {
    minHealthyPercentage: replacement.minHealthyPercentage,
    maxHealthyPercentage: replacement.maxHealthyPercentage,
    skipMatching: true,
    checkpointPercentages: [...replacement.checkpointPercentages],
    checkpointDelay: replacement.checkpointDelaySeconds,
    bakeTime: replacement.bakeTimeSeconds,
  },
});
