import { AutoScalingClient, CompleteLifecycleActionCommand } from '@aws-sdk/client-auto-scaling';
import { throughProxy } from '../../programs/through-proxy';
import type { Instance } from '../instance/instance';
import type { CompleteHook } from '../ports/aws';
import type { Clock } from '../ports/clock';
import { awsAnswerSeconds } from './answer-limit';

export function hookCompleter({ region, instanceId, autoScalingGroupName }: Instance, clock: Clock): CompleteHook {
  const client = new AutoScalingClient({ region, ...throughProxy(process.env) });
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
        return 'not-waiting';
      }
      throw thrown;
    }
  };
}
