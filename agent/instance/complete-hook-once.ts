import type { HookResult } from '../ports/aws';
import { untilDone } from '../ports/retry';
import type { Context } from './context';
import { hookKey } from './state';

const pollSeconds = 5;

export const isCompleted = ({ state, bootId }: Context, hook: string, targetState: string): boolean =>
  state.read().completedHooks.includes(hookKey(hook, targetState, bootId));

/**
 * Completes a hook on the way to a state, once in a boot, whatever restarts between. Where Auto Scaling has not come to
 * the hook yet it is asked again, until `mostSeconds`; after that the hook counts as completed by another party.
 */
export async function completeHookOnce(
  context: Context,
  hook: string,
  targetState: string,
  result: HookResult,
  mostSeconds: number,
): Promise<void> {
  if (isCompleted(context, hook, targetState)) {
    return;
  }
  const { clock, log, state, bootId } = context;
  const until = clock.now() + mostSeconds;
  let outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
  while (outcome === 'not-waiting' && clock.now() < until) {
    await clock.sleep(pollSeconds);
    outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
  }
  state.change(({ completedHooks }) => ({ completedHooks: [...completedHooks, hookKey(hook, targetState, bootId)] }));
  log('hook completed', { hook, targetState, result, outcome });
}
