import { expect, test } from 'vitest';
import { arrivalTimes, burstyGaps, poissonGaps } from '../../../lib/simulation/arrivals/arrivals';
import { dayShape, weekShape } from '../../../lib/simulation/arrivals/rate-shapes';
import { replay } from '../../../lib/simulation/arrivals/replay';
import { Random } from '../../../lib/simulation/random';

/** Variance ÷ mean of the number of arrivals in windows of so many seconds. */
function dispersion(times: Float64Array, windowSeconds: number, seconds: number): number {
  const counts = new Array<number>(Math.floor(seconds / windowSeconds)).fill(0);
  for (const time of times) {
    const window = Math.floor(time / windowSeconds);
    counts[window] = (counts[window] ?? 0) + 1;
  }
  const mean = times.length / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean;
}

test.each([
  { what: 'Poisson', gaps: poissonGaps, index: 1 },
  { what: 'bursty, 4', gaps: burstyGaps(4), index: 4 },
  { what: 'bursty, 20', gaps: burstyGaps(20), index: 20 },
])('$what arrivals have their rate and their index of dispersion', ({ gaps, index }) => {
  const seconds = 200_000;
  const times = arrivalTimes(new Random(3), gaps, 5, seconds);

  expect(times.length / seconds / 5).toBeCloseTo(1, 1);
  expect(dispersion(times, 200, seconds) / index).toBeGreaterThan(0.85);
  expect(dispersion(times, 200, seconds) / index).toBeLessThan(1.15);
  expect(times.every((time, at) => at === 0 || time >= (times[at - 1] as number))).toBe(true);
});

test.each([1, 1.3, 1.8, 2.5, 6, 20])(
  'a day and a week have the mean rate, and %s times it in their busiest hour',
  (peak) => {
    for (const [shape, hours] of [
      [dayShape(peak), 24],
      [weekShape(peak), 168],
    ] as const) {
      expect(shape).toHaveLength(hours);
      expect(shape.reduce((sum, rate) => sum + rate, 0) / hours).toBeCloseTo(1, 12);
      expect(Math.max(...shape)).toBeCloseTo(peak, 12);
      expect(Math.min(...shape)).toBeGreaterThan(0.0999);
    }
  },
);

test('arrivals follow the rate of each hour', () => {
  const times = arrivalTimes(new Random(5), poissonGaps, 10, 7200, [0.5, 1.5]);
  const firstHour = times.filter((time) => time < 3600).length;

  // 18,000 and 54,000 expected, with standard deviations of 134 and 232
  expect(Math.abs(firstHour - 18_000)).toBeLessThan(600);
  expect(Math.abs(times.length - firstHour - 54_000)).toBeLessThan(1000);
});

test('a recording is replayed as it is, or thinned or multiplied with its busy minutes in place', () => {
  const seconds = Float64Array.from({ length: 4000 }, (_, at) => (at < 1000 ? at : 1000 + (at - 1000) / 3));
  const recorded = { count: 4000, seconds, inputTokens: new Int32Array(4000), outputTokens: new Int32Array(4000) };
  const same = replay(new Random(1), recorded, 1);
  const more = replay(new Random(1), recorded, 2.5);
  const fewer = replay(new Random(1), recorded, 0.25);

  expect(same.seconds).toEqual(seconds);
  expect(same.recorded).toEqual(Uint32Array.from({ length: 4000 }, (_, at) => at));
  for (const { seconds: times } of [more, fewer]) {
    // a quarter of the recording lies in its first half
    expect(times.filter((time) => time < 1000).length / times.length).toBeCloseTo(0.25, 1);
  }
  expect(more.seconds.length / 10_000).toBeCloseTo(1, 1);
  expect(fewer.seconds.length / 1000).toBeCloseTo(1, 1);
});
