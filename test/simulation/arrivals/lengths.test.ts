import { expect, test } from 'vitest';
import { drawnLength } from '../../../lib/simulation/arrivals/lengths';
import { Random } from '../../../lib/simulation/random';

const drawn = (mean: number, longest: number): number[] => {
  const random = new Random(9);
  return Array.from({ length: 50_000 }, () => drawnLength(random, mean, longest));
};
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('lengths lie around their mean, with a coefficient of variation of 0.71', () => {
  const lengths = drawn(1000, 1_000_000);
  const mean = meanOf(lengths);
  const deviation = Math.sqrt(meanOf(lengths.map((length) => (length - mean) ** 2)));

  expect(mean / 1000).toBeCloseTo(1, 1);
  expect(deviation / mean).toBeCloseTo(Math.SQRT1_2, 1);
});

test('no length is shorter than a token or longer than the limit', () => {
  const lengths = drawn(2, 5);

  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBe(5);
});
