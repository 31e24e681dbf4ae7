import { hoursPerDay } from '../../figures/hours';

/** No time is enough. */
export const never = Number.MAX_SAFE_INTEGER;

/** Days after which the search ends. */
const mostDays = 30;

/**
 * Seconds until so many requests are done, handed in at the hour of the day from which it takes longest.
 *
 * @param perHour requests that are done in each hour of a day
 */
export const slowestFinishSeconds = (requests: number, perHour: readonly number[]): number =>
  Math.max(...perHour.map((_, start) => finishFrom(start, requests, perHour)));

function finishFrom(start: number, requests: number, perHour: readonly number[]): number {
  let left = requests;
  for (let hour = 0; hour < mostDays * hoursPerDay; hour += 1) {
    const done = perHour[(start + hour) % perHour.length] as number;
    if (done > 0 && done >= left) {
      return (hour + left / done) * 3600;
    }
    left -= done;
  }
  return never;
}
