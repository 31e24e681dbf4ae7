import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** Monotonic time: a clock that is set back or forth changes no wait. */
export interface Clock {
  /** Seconds since some moment before the agent started. */
  now(): number;
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
  /** Aborts once so many seconds have passed. */
  limit(seconds: number): AbortSignal;
  /** Seconds that lie between a moment of the calendar and now. */
  since(moment: Date): number;
}

/** The calendar as it was when the agent started, and the time since: nobody can set it. */
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
  };
}
