import { expect, test } from 'vitest';
import { keepsPromises } from '../../lib/rehearsal/promises-kept';
import type { Observed } from '../../lib/rehearsal/rehearsal';

const observed = {
  shedRatio: 0,
  shedByPolicyRatio: 0,
  timeToFirstTokenSeconds: { p50: 0.4, p95: 0.9, p99: 1.5 },
  timePerOutputTokenSeconds: { p50: 0.02, p95: 0.03, p99: 0.04 },
} as Observed;
const promise = { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 };

test.each([
  ['p95 unless it is stated', promise, true],
  ['p50', { ...promise, percentile: 50 }, true],
  ['p99', { ...promise, percentile: 99 }, false],
  ['p99 of a longer TTFT', { ...promise, timeToFirstTokenSeconds: 1.5, percentile: 99 }, true],
  ['p50 of a shorter TTFT', { ...promise, timeToFirstTokenSeconds: 0.5, percentile: 50 }, true],
  ['p95 of a shorter TTFT', { ...promise, timeToFirstTokenSeconds: 0.5 }, false],
] as const)('a promise is looked at where it was made: %s', (_, promised, kept) => {
  expect(keepsPromises(observed, promised)).toBe(kept);
});

test('a refused request breaks every promise', () => {
  expect(keepsPromises({ ...observed, shedRatio: 0.001 }, { ...promise, percentile: 50 })).toBe(false);
});

test('what the failover policy refuses was never promised', () => {
  expect(keepsPromises({ ...observed, shedByPolicyRatio: 0.2 }, promise)).toBe(true);
});
