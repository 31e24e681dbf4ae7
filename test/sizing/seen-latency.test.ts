import { expect, test } from 'vitest';
import { emptyRequests } from '../../lib/simulation/requests';
import { canNoLongerKeep, isKept, seenLatency } from '../../lib/sizing/seen-latency';

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

test.each([50, 95, 99] as const)('a promise at p%i is kept from what is seen there on, and not below', (percentile) => {
  const kept = (latencies: Partial<typeof promise>) =>
    isKept({ requests, outcome: { firstTokenAt, finishedAt } }, 0, 0.5, {
      timeToFirstTokenSeconds: 1000,
      timePerOutputTokenSeconds: 1000,
      ...latencies,
      percentile,
    });

  expect(kept({ timeToFirstTokenSeconds: percentile + 0.5 })).toBe(true);
  expect(kept({ timeToFirstTokenSeconds: percentile + 0.49 })).toBe(false);
  expect(kept({ timePerOutputTokenSeconds: percentile / 1000 + 1e-9 })).toBe(true);
  expect(kept({ timePerOutputTokenSeconds: percentile / 1000 - 1e-4 })).toBe(false);
});

test.each([50, 95, 99] as const)(
  'a promise at p%i can no longer be kept once one more is late than it leaves',
  (percentile) => {
    const lost = (latencies: Partial<typeof promise>, arrived = 100, until = 100) => {
      const known = (times: Float64Array) => times.map((time, index) => (index < until ? time : Number.NaN));
      return canNoLongerKeep(requests, 0, 0.5, {
        timeToFirstTokenSeconds: 1000,
        timePerOutputTokenSeconds: 1000,
        ...latencies,
        percentile,
      })({ firstTokenAt: known(firstTokenAt), finishedAt: known(finishedAt) }, arrived);
    };
    const late = { timeToFirstTokenSeconds: percentile + 0.49 };

    expect(lost({ timeToFirstTokenSeconds: percentile + 0.5 })).toBe(false);
    expect(lost(late)).toBe(true);
    expect(lost({ timePerOutputTokenSeconds: percentile / 1000 + 1e-9 })).toBe(false);
    expect(lost({ timePerOutputTokenSeconds: percentile / 1000 - 1e-4 })).toBe(true);
    // the last of the late ones has not arrived, or has no token yet
    expect(lost(late, 99)).toBe(false);
    expect(lost(late, 100, 99)).toBe(false);
  },
);

test('a promise is not kept where the simulation ended before a request was answered', () => {
  const slow = { timeToFirstTokenSeconds: 1000, timePerOutputTokenSeconds: 1000, percentile: 50 } as const;
  const outcome = (finished: number) => ({
    firstTokenAt,
    finishedAt: finishedAt.map((time, index) => (index < finished ? time : Number.NaN)),
  });

  expect(isKept({ requests, outcome: outcome(100) }, 0, 0.5, slow)).toBe(true);
  expect(isKept({ requests, outcome: outcome(99) }, 0, 0.5, slow)).toBe(false);
});

test('where no request was sent every promise is kept', () => {
  const none = {
    requests: emptyRequests(0),
    outcome: { firstTokenAt: new Float64Array(), finishedAt: new Float64Array() },
  };

  expect(isKept(none, 0, 0.5, { ...promise, percentile: 99 })).toBe(true);
});
