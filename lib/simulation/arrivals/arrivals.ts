import type { Random } from '../random';

/** Seconds between one arrival and the next of a stationary stream with a mean of one a second. */
export type Gaps = (random: Random) => number;

/** Requests that know nothing of each other. The index of dispersion is 1. */
export const poissonGaps: Gaps = (random) => random.exponential();

/**
 * Requests in bursts: gaps are short or long, each kind exponential and taking half of the time. Over a long time the
 * variance of the number of arrivals is `dispersion` times its mean.
 *
 * @param dispersion index of dispersion, at least 1
 * @see W. Whitt, Approximating a point process by a renewal process, 1982: hyperexponential with balanced means, whose
 * squared coefficient of variation is the index of dispersion of its counts
 */
export function burstyGaps(dispersion: number): Gaps {
  const short = (1 + Math.sqrt((dispersion - 1) / (dispersion + 1))) / 2;
  return (random) => {
    const mean = random.uniform() < short ? 1 / (2 * short) : 1 / (2 * (1 - short));
    return mean * random.exponential();
  };
}

/** Hourly rates ÷ their mean, repeated for ever. */
export type RateShape = readonly number[];

const hourSeconds = 3600;

/**
 * Arrival times, ascending, of a stream whose rate follows a shape: time runs faster in hours with a higher rate.
 *
 * @param seconds how long it lasts
 */
export function arrivalTimes(
  random: Random,
  gaps: Gaps,
  meanRequestsPerSecond: number,
  seconds: number,
  shape: RateShape = [1],
): Float64Array {
  let times = new Float64Array(1024);
  let count = 0;
  let hour = 0;
  /** Mean arrivals before the hour, and until the next one. */
  let before = 0;
  for (let expected = gaps(random); ; expected += gaps(random)) {
    let rate = meanRequestsPerSecond * (shape[hour % shape.length] as number);
    while (expected > before + rate * hourSeconds) {
      before += rate * hourSeconds;
      hour += 1;
      rate = meanRequestsPerSecond * (shape[hour % shape.length] as number);
    }
    const time = hour * hourSeconds + (expected - before) / rate;
    if (time >= seconds) {
      return times.slice(0, count);
    }
    if (count === times.length) {
      const longer = new Float64Array(2 * count);
      longer.set(times);
      times = longer;
    }
    times[count] = time;
    count += 1;
  }
}
