import { expect, test } from 'vitest';
import { demandGrowth } from '../../lib/sizing/demand-growth';

/** So many requests in each minute, evenly. */
const arrivals = (perMinute: readonly number[]): Float64Array =>
  Float64Array.from([
    ...perMinute.flatMap((count, minute) => Array.from({ length: count }, (_, index) => 60 * (minute + index / count))),
    60 * perMinute.length,
  ]);

const repeat = (count: number, minutes: number): number[] => Array.from({ length: minutes }, () => count);

test('demand that jumps from its mean to its double within the minutes has grown by two', () => {
  // mean (10 × 60 + 10 × 120) ÷ 20 = 90; three minutes of 60, 60, 60 are below it, of 60, 120, 120 (300) at least it
  expect(demandGrowth(arrivals([...repeat(90, 20), ...repeat(180, 10), ...repeat(0, 10)]), 5)).toBe(2);
});

test('what grows later than an instance answers does not count', () => {
  // one more request a minute, from 100: at the 21st minute (three-minute mean 121) the highest within 10 minutes is 131
  const rising = Array.from({ length: 41 }, (_, minute) => 100 + minute);
  // the mean is 120, so that the first window at or above it is that of minutes 119, 120, 121
  expect(demandGrowth(arrivals(rising), 10)).toBeCloseTo(130 / 120, 9);
  expect(demandGrowth(arrivals(rising), 5)).toBeCloseTo(125 / 120, 9);
});

test('growth from less than the mean does not count: the minimum is there for it', () => {
  // from 10 to 100 at night, and never above 100
  expect(demandGrowth(arrivals([...repeat(10, 5), ...repeat(100, 60)]), 10)).toBeCloseTo(1, 1);
});

test('demand that only falls has grown by one', () => {
  expect(demandGrowth(arrivals(Array.from({ length: 30 }, (_, minute) => 200 - minute)), 5)).toBe(1);
});

test('requests that do not last as long as a launch show nothing', () => {
  expect(demandGrowth(arrivals(repeat(10, 12)), 10)).toBeUndefined();
});
