import type { CfnAutoScalingGroup, CfnAutoScalingGroupProps } from 'aws-cdk-lib/aws-autoscaling';
import { hookNames } from '../contract/hooks';

/** How long the agent has at both ends of an instance's life, seconds, 30 to 7200. */
export interface HookTimes {
  /** From the launch until the model answers. */
  readonly launchSeconds: number;
  /** From the end of the deregistration delay until the engine has stopped. */
  readonly drainSeconds: number;
}

/**
 * Hooks that the group has from its first instance on: as resources of their own they would be made after the group, and
 * the instances of its creation would enter service without them.
 */
export const lifecycleHooks = (
  times: HookTimes,
): Pick<CfnAutoScalingGroupProps, 'lifecycleHookSpecificationList' | 'instanceLifecyclePolicy'> => ({
  lifecycleHookSpecificationList: [
    hook(hookNames.launch, 'autoscaling:EC2_INSTANCE_LAUNCHING', times.launchSeconds, 'ABANDON'),
    // A drain that ran out of time is no failure: other hooks of the group still run, and nothing is retained.
    hook(hookNames.drain, 'autoscaling:EC2_INSTANCE_TERMINATING', times.drainSeconds, 'CONTINUE'),
  ],
  // A retained instance costs money until it is ended by hand, and an engine holds nothing worth keeping.
  instanceLifecyclePolicy: { retentionTriggers: { terminateHookAbandon: 'terminate' } },
});

const hook = (
  lifecycleHookName: string,
  lifecycleTransition: string,
  heartbeatTimeout: number,
  defaultResult: 'ABANDON' | 'CONTINUE',
): CfnAutoScalingGroup.LifecycleHookSpecificationProperty => ({
  lifecycleHookName,
  lifecycleTransition,
  heartbeatTimeout,
  defaultResult,
});
