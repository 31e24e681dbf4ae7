import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports/clock';

/** The calendar when the agent started plus the time since: setting the system's clock does not change it. */
export const calendarMilliseconds = (): number => performance.timeOrigin + performance.now();

const longestTimerMilliseconds = 2 ** 31 - 1;

/** `timeFactor` seconds pass in one; more than one is for tests only. */
export function clock(timeFactor: number): Clock {
  const milliseconds = (seconds: number): number =>
    Math.min(longestTimerMilliseconds, Math.max(0, Math.ceil((seconds / timeFactor) * 1000)));
  return {
    now: () => (performance.now() / 1000) * timeFactor,
    sleep: (seconds, signal) => wait(milliseconds(seconds), undefined, { signal }).catch(() => {}),
    limit: (seconds) => AbortSignal.timeout(milliseconds(seconds)),
    since: (moment) => ((calendarMilliseconds() - moment.getTime()) / 1000) * timeFactor,
    date: () => new Date(),
  };
}
