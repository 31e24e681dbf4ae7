import { expect, test } from 'vitest';
import { emptyRequests } from '../../lib/simulation/requests';
import { seenLatency } from '../../lib/sizing/seen-latency';

/** A hundred requests at once: the nth has its first token after n seconds, and its second n milliseconds later. */
const requests = { ...emptyRequests(100), outputTokens: new Int32Array(100).fill(2) };
const firstTokenAt = Float64Array.from({ length: 100 }, (_, index) => index + 1);
const finishedAt = firstTokenAt.map((seconds) => seconds + seconds / 1000);
const promise = { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 1 };

test.each([
  [50, 50],
  [95, 95],
  [99, 99],
  [undefined, 95],
] as const)('percentile %s of a hundred requests is the %ith of them', (percentile, nth) => {
  const seen = seenLatency({ requests, outcome: { firstTokenAt, finishedAt } }, 0, 0.5, { ...promise, percentile });

  expect(seen.requests).toBe(100);
  expect(seen.at).toBe(`p${nth}`);
  // half a second passes outside the engine
  expect(seen.timeToFirstTokenSeconds).toBe(nth + 0.5);
  expect(seen.timePerOutputTokenSeconds).toBeCloseTo(nth / 1000, 9);
});
