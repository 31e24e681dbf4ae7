import { hoursPerDay } from '../figures/hours';

const [secondsPerMinute, secondsPerHour] = [60, 3600];

/**
 * Demand of each hour of the day ÷ the mean, over the whole days of a trace, counted from its first request; of several days
 * the busiest decides for each hour.
 *
 * @param arrivalSeconds ascending, from the beginning
 * @returns undefined where the requests do not last a day
 */
export function hoursOfDay(arrivalSeconds: Float64Array): number[] | undefined {
  // The last request of a day comes a moment before the day is over.
  const days = Math.floor(((arrivalSeconds.at(-1) ?? 0) + secondsPerMinute) / (secondsPerHour * hoursPerDay));
  if (days < 1) {
    return undefined;
  }
  const perHour = new Float64Array(days * hoursPerDay);
  for (const seconds of arrivalSeconds) {
    const hour = Math.floor(seconds / secondsPerHour);
    if (hour < perHour.length) {
      perHour[hour] = (perHour[hour] as number) + 1;
    }
  }
  const mean = perHour.reduce((sum, requests) => sum + requests, 0) / perHour.length;
  return Array.from(
    { length: hoursPerDay },
    (_, hour) => Math.max(...perHour.filter((_requests, at) => at % hoursPerDay === hour)) / mean,
  );
}
