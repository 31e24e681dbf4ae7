import { expect, test } from 'vitest';
import { Random } from '../../lib/simulation/random';

const drawn = (count: number, draw: (random: Random) => number, seed = 7): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => draw(random));
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the same seed gives the same numbers, another one others', () => {
  const uniform = (random: Random) => random.uniform();

  expect(drawn(5, uniform)).toEqual(drawn(5, uniform));
  expect(drawn(5, uniform, 8)).not.toEqual(drawn(5, uniform));
});

test('uniform numbers fill the unit interval evenly', () => {
  const values = drawn(100_000, (random) => random.uniform());
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => values.filter((value) => Math.floor(value * 10) === tenth).length,
  );

  expect(Math.max(...values)).toBeLessThan(1);
  // 10,000 in each tenth, with a standard deviation of 95
  expect(Math.max(...tenths.map((count) => Math.abs(count - 10_000)))).toBeLessThan(400);
});

test('exponential numbers have mean 1, variance 1 and the tail of e to the minus x', () => {
  const values = drawn(200_000, (random) => random.exponential());
  const variance = mean(values.map((value) => value ** 2)) - mean(values) ** 2;

  expect(mean(values)).toBeCloseTo(1, 2);
  expect(variance).toBeCloseTo(1, 1);
  for (const [beyond, share] of [
    [0.5, 0.6065],
    [1, 0.3679],
    [3, 0.0498],
  ] as const) {
    expect(values.filter((value) => value > beyond).length / values.length).toBeCloseTo(share, 2);
  }
});
