import { describe, expect, test } from 'vitest';
import { skipReason } from '../../../agent/measure/skip-reason';
import { savedResult } from '../../support/saved-result';

const order = {
  run: 'r1',
  steps: [],
  inputTokens: 1155,
  sharedInputTokens: 0,
  outputTokens: 211,
  timePerOutputTokenSeconds: 0.05,
  maxConcurrentRequests: 256,
  stepLimitSeconds: 900,
  documentUrl: 'https://bucket.example.com',
};
const measured = (concurrency: number, request_throughput: number, change: object = {}, preemptions = 0) => ({
  concurrency,
  results: [savedResult({ request_throughput, ...change })],
  preemptions,
});
const skip = (concurrency: number, ...before: ReturnType<typeof measured>[]) =>
  skipReason(order, before, { concurrency, requests: 8 });

describe('a step of a sweep', () => {
  test('is measured while the replica answers more and keeps its objective', () => {
    expect(skip(64)).toBeUndefined();
    expect(skip(128, measured(64, 10))).toBeUndefined();
    expect(skip(256, measured(64, 10), measured(128, 10.31))).toBeUndefined();
  });

  test('is left out where a less busy one missed the objective, at the slowest replica’s p95', () => {
    const two = { ...measured(64, 10), results: [savedResult(), savedResult({ p95_tpot_ms: 51 })] };

    expect(skip(128, two)).toBe('with 64 requests in flight TPOT was 0.051 s at p95, above the objective of 0.05 s');
    // what is less busy may still keep it
    expect(skip(32, two)).toBeUndefined();
  });

  test('is left out where twice the requests brought under three percent more answers', () => {
    expect(skip(256, measured(64, 10), measured(128, 10.29))).toBe(
      'with 128 requests in flight a replica answered no more requests a second than with 64',
    );
  });

  test('is left out where a less busy one failed or preempted requests', () => {
    expect(skip(128, measured(64, 10, { failed: 1 }))).toBe(
      'with 64 requests in flight requests failed or were preempted',
    );
    expect(skip(128, measured(64, 10, {}, 3))).toBeDefined();
  });

  test('is measured where a less busy one left nothing that can be read', () => {
    expect(skip(128, { concurrency: 64, results: [{}], preemptions: 0 })).toBeUndefined();
    expect(skip(128, { concurrency: 64, results: [], preemptions: 0 })).toBeUndefined();
  });
});
