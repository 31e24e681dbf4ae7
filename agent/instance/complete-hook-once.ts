import type { HookResult } from '../ports/aws';
import { inBackground } from '../ports/background';
import { untilDone } from '../ports/retry';
import type { Context } from './context';
import { hookKey } from './state';

const pollSeconds = 5;
const latePollSeconds = 30;
/** The longest that a hook may wait, and so the latest at which asking may help. */
const lateSeconds = 7200;

export const isCompleted = ({ state, bootId }: Context, hook: string, targetState: string): boolean =>
  state.read().completedHooks.includes(hookKey(hook, targetState, bootId));

/**
 * Completes a hook on the way to a state, once in a boot, whatever restarts between. Where Auto Scaling has not come to
 * the hook yet it is asked again, until `mostSeconds`. After that the hook counts as completed by another party, so that the
 * instance works on; in the background Auto Scaling is still asked, as it may come to the hook late.
 */
export async function completeHookOnce(
  context: Context,
  hook: string,
  targetState: string,
  result: HookResult,
  mostSeconds: number,
): Promise<void> {
  const { clock, log, state, bootId } = context;
  const key = hookKey(hook, targetState, bootId);
  if (isCompleted(context, hook, targetState)) {
    if (state.read().lateHooks.includes(key)) {
      completeLate(context, hook, targetState, result);
    }
    return;
  }
  const until = clock.now() + mostSeconds;
  let outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
  while (outcome === 'not-waiting' && clock.now() < until) {
    await clock.sleep(pollSeconds);
    outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
  }
  const isLate = outcome === 'not-waiting';
  state.change(({ completedHooks, lateHooks }) => ({
    completedHooks: [...completedHooks, key],
    lateHooks: isLate ? [...lateHooks, key] : lateHooks,
  }));
  log('hook completed', { hook, targetState, result, outcome });
  if (isLate) {
    completeLate(context, hook, targetState, result);
  }
}

function completeLate(context: Context, hook: string, targetState: string, result: HookResult): void {
  const { clock, log, state, bootId } = context;
  inBackground(context, hook, async () => {
    const until = clock.now() + lateSeconds;
    let outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
    while (outcome === 'not-waiting' && clock.now() < until) {
      await clock.sleep(latePollSeconds);
      outcome = await untilDone(context, hook, () => context.completeHook(hook, result));
    }
    const key = hookKey(hook, targetState, bootId);
    state.change(({ lateHooks }) => ({ lateHooks: lateHooks.filter((late) => late !== key) }));
    if (outcome === 'completed') {
      log('late hook completed', { hook, targetState, result });
    }
  });
}
