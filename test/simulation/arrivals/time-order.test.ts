import { expect, test } from 'vitest';
import { timeOrder } from '../../../lib/simulation/arrivals/time-order';
import { Random } from '../../../lib/simulation/random';

const random = new Random(3);
const drawn = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

test.each([
  ['no time', []],
  ['one', [4.5]],
  ['the same moment', [0, 0, 0]],
  ['equal times among others', [7, 2, 7, 0, 2, 9, 9]],
  ['many at random', drawn(5000, () => random.uniform() * 3600)],
  ['bursts', drawn(3000, () => Math.floor(random.uniform() * 4) * 1000)],
])('%s: in ascending order, equal ones as they came', (_, times) => {
  const expected = times.map((time, index) => [time, index] as const).sort(([a, i], [b, j]) => a - b || i - j);

  expect([...timeOrder(Float64Array.from(times))]).toEqual(expected.map(([, index]) => index));
});
