import { describe, expect, test } from 'vitest';
import { derived } from '../../lib/figures/figure';
import { sweep } from '../../lib/measure/sweep';

/** 0.5 s and 100 × 0.02 s: a request of 101 tokens takes 2.5 s, and at the slow end 1 + 100 × 0.04 = 5 s. */
const point = (concurrency: number) => ({
  concurrency,
  timeToFirstTokenSeconds: derived(0.5, 's', 'by hand', { high: 1 }),
  timePerOutputTokenSeconds: derived(0.02, 's', 'by hand', { high: 0.04 }),
  requestsPerSecond: derived(concurrency / 2.5, 'requests/s', 'by hand'),
});
const of = { expected: [point(64)], outputTokens: 101, plannedConcurrency: 64, heldConcurrency: 300 };

describe('the steps of a measurement', () => {
  test('begin with what the plan counts on, go up while the replica is faster, and then down to one', () => {
    const steps = sweep(of);

    expect(steps.map(({ concurrency }) => concurrency)).toEqual([64, 128, 256, 32, 16, 8, 4, 2, 1]);
    expect(steps.filter(({ onlyIfFaster }) => onlyIfFaster).map(({ concurrency }) => concurrency)).toEqual([128, 256]);
  });

  test('go no higher than the KV cache holds requests', () => {
    expect(sweep({ ...of, heldConcurrency: 255 }).map(({ concurrency }) => concurrency)).not.toContain(256);
    expect(sweep({ ...of, plannedConcurrency: 1, heldConcurrency: 1 }).map(({ concurrency }) => concurrency)).toEqual([
      1,
    ]);
  });

  test('send at least three requests for each in flight, and take as long as those', () => {
    const steps = sweep(of);

    expect(steps.every(({ requests, concurrency }) => requests >= 3 * concurrency)).toBe(true);
    // 40 s until the client sends, 384 ÷ 64 requests one after the other, and 0.8 of one until 64 are in flight
    expect(steps[0]?.seconds).toMatchObject({ value: 40 + 6.8 * 2.5, low: 15 + 6.8 * 2.5, high: 90 + 6.8 * 5 });
    // beyond the last point that is known, twice the load takes twice the time
    expect(steps[1]?.seconds.value).toBe(40 + 6.8 * 5);
    // eight requests, one after the other
    expect(steps.at(-1)).toMatchObject({ concurrency: 1, requests: 8, seconds: { value: 40 + 8 * 2.5 } });
  });

  test('begin their requests one after the other, a quarter faster than the replica should answer', () => {
    const [first] = sweep(of);

    // 64 ÷ 2.5 s × 1.25
    expect(first?.requestsPerSecond).toBe(32);
    expect(sweep(of).at(-1)?.requestsPerSecond).toBeUndefined();
  });
});
