import { nameOfError } from '../../programs/name-of-error';
import { backoffSeconds } from './backoff';
import type { Clock } from './clock';
import type { Log } from './log';

export interface RetryPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** Where in the program an error was thrown: its stack without its message. */
export const callSites = (thrown: unknown): string[] =>
  (thrown instanceof Error ? (thrown.stack ?? '').slice(String(thrown).length) : '')
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+\)?$/.test(line));

/** Tries until the attempt succeeds. Returns undefined once the signal says that the result is no longer needed. */
export async function untilDone<T>(
  { clock, log, random }: RetryPorts,
  what: string,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  for (let tries = 0; signal?.aborted !== true; tries += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      log('retrying', { what, problem: nameOfError(thrown), attempt: tries + 1 });
      await clock.sleep(backoffSeconds(tries, random()), signal);
    }
  }
  return undefined;
}
