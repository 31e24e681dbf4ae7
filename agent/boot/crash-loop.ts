import { hookNames } from '../../lib/contract/hooks';
import { isCompleted } from '../instance/complete-hook-once';
import type { Context } from '../instance/context';
import { destinationOf, readTargetState } from '../instance/lifecycle';
import type { RunFile } from '../io/run-file';
import { untilDone } from '../ports/retry';
import { LaunchFault } from '../weights/launch-fault';
import { abandonLaunch } from './abandon-launch';

/** Assumed: what ends an agent so often while it launches ends the next one, too. */
const mostCrashes = 5;

/** Gives the launch up where agents end again and again before the instance is in service; says whether it did. */
export async function endCrashLoop(context: Context, { crashes, lastCrash }: RunFile): Promise<boolean> {
  if (crashes < mostCrashes || isCompleted(context, hookNames.launch, 'InService')) {
    return false;
  }
  const targetState = (await untilDone(context, 'target state', () => readTargetState(context.metadata))) ?? '';
  if (destinationOf(targetState) === 'away') {
    return false;
  }
  const problem = `the agent ended ${crashes} times: ${lastCrash ?? 'it was killed'}`;
  await abandonLaunch(context, targetState, new LaunchFault('other', 'boot', problem));
  return true;
}
