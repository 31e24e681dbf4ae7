import { hookNames } from '../lib/contract/hooks';
import { nameOfError } from '../programs/name-of-error';
import type { Log } from './ports';

export type HookResult = 'CONTINUE' | 'ABANDON';

export interface LifecyclePorts {
  /** Seconds since some moment. */
  readonly now: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly log: Log;
  /** Where Auto Scaling takes the instance; undefined where it does not say. @throws Error when metadata do not answer */
  readonly targetState: () => Promise<string | undefined>;
  /** @throws Error when Auto Scaling does not answer */
  readonly completeHook: (hook: string, result: HookResult) => Promise<unknown>;
}

export interface Lifecycle {
  readonly launchLimitSeconds: number;
  readonly drainLimitSeconds: number;
  readonly isReady: () => boolean;
  /** Takes the gateway out of the load balancer: from now on it says that it is not ready. */
  readonly leave: () => void;
  /** Undefined where Envoy does not say. */
  readonly requestsInHand: () => Promise<number | undefined>;
}

const pollSeconds = 2;

/** Completes a hook, for as long as it takes: Auto Scaling may not have come to it yet. */
async function complete({ sleep, log, completeHook }: LifecyclePorts, hook: string, result: HookResult): Promise<void> {
  for (;;) {
    try {
      const outcome = await completeHook(hook, result);
      log('hook completed', { hook, result, outcome: String(outcome) });
      return;
    } catch (thrown) {
      log('hook not completed', { hook, problem: nameOfError(thrown) });
      await sleep(pollSeconds);
    }
  }
}

/** Enters service once the gateway is ready, or gives the launch up in time. @returns whether it entered service */
export async function enterService(ports: LifecyclePorts, life: Lifecycle): Promise<boolean> {
  // Auto Scaling ends the launch at the limit; a moment before it the reason is still known to be this one.
  const until = ports.now() + life.launchLimitSeconds * 0.9;
  while (!life.isReady()) {
    if (ports.now() >= until) {
      await complete(ports, hookNames.launch, 'ABANDON');
      return false;
    }
    await ports.sleep(pollSeconds);
  }
  await complete(ports, hookNames.launch, 'CONTINUE');
  return true;
}

/** Waits until Auto Scaling takes the instance away. Metadata that do not answer move nothing. */
export async function untilAway({ sleep, log, targetState }: LifecyclePorts): Promise<void> {
  for (;;) {
    try {
      if ((await targetState())?.trim() === 'Terminated') {
        return;
      }
    } catch (thrown) {
      log('target state unknown', { problem: nameOfError(thrown) });
    }
    await sleep(pollSeconds);
  }
}

/** Lets the requests finish that the gateway has, and then the instance end. */
export async function drain(ports: LifecyclePorts, life: Lifecycle): Promise<void> {
  life.leave();
  const until = ports.now() + life.drainLimitSeconds;
  ports.log('draining');
  // The load balancer needs some checks until it sends nothing more, so that one look without requests says little.
  for (let quiet = 0; quiet < quietLooks && ports.now() < until; ) {
    await ports.sleep(pollSeconds);
    quiet = (await life.requestsInHand()) === 0 ? quiet + 1 : 0;
  }
  await complete(ports, hookNames.drain, 'CONTINUE');
}

/** Assumed: longer than the three checks, ten seconds apart, after which the load balancer sends nothing more. */
const quietLooks = 20;
