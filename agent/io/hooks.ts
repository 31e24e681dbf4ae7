import { AutoScalingClient, CompleteLifecycleActionCommand } from '@aws-sdk/client-auto-scaling';
import type { Instance } from '../instance';
import { awsAnswerSeconds } from './answer-limit';
import type { Clock } from './clock';

export type HookResult = 'CONTINUE' | 'ABANDON';

/** Nobody waits for this hook: it was completed before, or Auto Scaling has not come to it yet. */
export type HookOutcome = 'completed' | 'nobody-waits';

/** @throws Error when Auto Scaling does not answer */
export type CompleteHook = (hook: string, result: HookResult) => Promise<HookOutcome>;

export function hookCompleter({ region, instanceId, autoScalingGroupName }: Instance, clock: Clock): CompleteHook {
  const client = new AutoScalingClient({ region });
  return async (LifecycleHookName, LifecycleActionResult) => {
    try {
      await client.send(
        new CompleteLifecycleActionCommand({
          LifecycleHookName,
          LifecycleActionResult,
          AutoScalingGroupName: autoScalingGroupName,
          InstanceId: instanceId,
        }),
        { abortSignal: clock.limit(awsAnswerSeconds) },
      );
      return 'completed';
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === 'ValidationError') {
        return 'nobody-waits';
      }
      throw thrown;
    }
  };
}
