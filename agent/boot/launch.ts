import { hookNames } from '../../lib/contract/hooks';
import type { Service } from '../engine/service';
import { completeHookOnce, isCompleted } from '../instance/complete-hook-once';
import type { Context } from '../instance/context';
import { destinationOf, readTargetState } from '../instance/lifecycle';
import { untilDone } from '../ports/retry';
import { type Launched, Start } from './start';

const lookAgainSeconds = 5;
/** An instance of a warm pool may be ready before Auto Scaling has come to the hook. Assumed. */
const hookComesSeconds = 60;

/**
 * Brings the instance as far as Auto Scaling wants it: into service, once its model has answered; or into the warm pool,
 * prepared. Undefined once the launch is given up.
 */
export async function launch(
  context: Context,
  service: Service,
  askForRepair: (evidence: string) => void,
): Promise<Launched | undefined> {
  const { clock, log, metadata } = context;
  const agentStarted = clock.now();
  for (let start = new Start(context, service, askForRepair, agentStarted); ; ) {
    const targetState = (await untilDone(context, 'target state', () => readTargetState(metadata))) ?? '';
    const destination = destinationOf(targetState);
    if (destination === 'away') {
      return undefined;
    }
    if (!start.begun && !(destination === 'warm-pool' && isCompleted(context, hookNames.launch, targetState))) {
      log('launch', { targetState });
      if (!(await start.run(targetState, destination))) {
        return undefined;
      }
    }
    if (destination === 'service') {
      await completeHookOnce(context, hookNames.launch, targetState, 'CONTINUE', hookComesSeconds);
      return start.launched();
    }
    if (destination === 'warm-pool' && start.begun) {
      await start.stop();
      await completeHookOnce(context, hookNames.launch, targetState, 'CONTINUE', 0);
      start = new Start(context, service, askForRepair, agentStarted);
    }
    await clock.sleep(lookAgainSeconds);
  }
}
