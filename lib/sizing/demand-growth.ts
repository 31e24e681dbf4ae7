const secondsPerMinute = 60;

/** Minutes that target tracking looks at before it launches; shorter swings are noise. */
const window = 3;

/**
 * How many times as high demand becomes within so many minutes, at most, from any moment at which it is at least the mean; 1
 * where it never grows. Rates are means of three minutes.
 *
 * @param arrivalSeconds ascending, from the beginning
 * @returns undefined where the requests do not last as long
 */
export function demandGrowth(arrivalSeconds: Float64Array, minutes: number): number | undefined {
  const count = Math.floor((arrivalSeconds.at(-1) ?? 0) / secondsPerMinute);
  if (count < window + minutes) {
    return undefined;
  }
  const perMinute = new Float64Array(count);
  for (const seconds of arrivalSeconds) {
    const minute = Math.floor(seconds / secondsPerMinute);
    if (minute < count) {
      perMinute[minute] = (perMinute[minute] as number) + 1;
    }
  }
  const sums = Array.from({ length: count - window + 1 }, (_, first) =>
    perMinute.subarray(first, first + window).reduce((sum, requests) => sum + requests, 0),
  );
  const mean = (perMinute.reduce((sum, requests) => sum + requests, 0) / count) * window;
  return sums.reduce((most, now, at) => {
    const later = sums.slice(at + 1, at + 1 + minutes);
    return now < mean || now === 0 ? most : Math.max(most, ...later.map((then) => then / now));
  }, 1);
}
