import { describe, expect, test } from 'vitest';
import type { MeasurementDocument } from '../../lib/contract/measurement';
import { measuredRows } from '../../lib/measure/measured-rows';
import { savedResult } from '../support/saved-result';

const step = (concurrency: number, results: object[], more: object = {}) => ({
  concurrency,
  results,
  preemptions: 0,
  ...more,
});
const rowsOf = (...steps: MeasurementDocument['steps'][number][]) =>
  measuredRows({ run: 'r', state: 'done', instanceType: 'p5.48xlarge', steps }, 'chat', '2026-11-27');

describe('rows of a measurement', () => {
  test('are in seconds, with the requests in flight that were asked for', () => {
    const { rows, dropped } = rowsOf(
      step(32, [savedResult({ max_concurrency: 32, request_throughput: 6, mean_e2el_ms: 5000, duration: 100 })]),
    );

    expect(dropped).toEqual([]);
    expect(rows).toEqual([
      {
        // 6 requests/s × 5 s are 30 on average: 32 were reached
        concurrentRequestsPerReplica: 32,
        requestsPerSecondPerReplica: 6,
        inputTokensPerSecondPerReplica: 1280,
        outputTokensPerSecondPerReplica: 256,
        timeToFirstTokenP50Seconds: 0.25,
        timeToFirstTokenP95Seconds: 0.5,
        timePerOutputTokenP50Seconds: 0.02,
        timePerOutputTokenP95Seconds: 0.04,
        workloads: ['chat'],
        minutes: 2,
        until: '2026-11-27',
        benchmark: { requests: 128, engine: 'vllm 0.33.0' },
      },
    ]);
  });

  test('are of one replica: the mean rate of all, and the latency of the slowest', () => {
    const [row] = rowsOf(
      step(32, [
        savedResult({ request_throughput: 6, p95_ttft_ms: 500 }),
        savedResult({ request_throughput: 4, p95_ttft_ms: 900 }),
      ]),
    ).rows;

    expect(row).toMatchObject({ requestsPerSecondPerReplica: 5, timeToFirstTokenP95Seconds: 0.9 });
  });

  test('are none where a request failed, was preempted, or the benchmark ended', () => {
    const { rows, dropped } = rowsOf(
      step(64, [savedResult({ failed: 3, completed: 253 })]),
      step(128, [savedResult()], { preemptions: 17 }),
      step(32, [], { problem: 'the benchmark ended with status 1' }),
      step(1, [savedResult({ max_concurrency: 1, request_throughput: 0.4, mean_e2el_ms: 2490 })]),
    );

    // a single request in flight, with what lies between two, is one
    expect(rows.map(({ concurrentRequestsPerReplica }) => concurrentRequestsPerReplica)).toEqual([1]);
    expect(dropped).toEqual([
      'the step with 64 in flight gives no row: 3 of 256 requests failed.',
      'the step with 128 in flight gives no row: its KV cache was full, and 17 requests were put back into the queue.',
      'the step with 32 in flight gives no row: the benchmark ended with status 1.',
    ]);
  });

  test('are of the mean in flight where what was asked for was not reached, one for each half octave, least busy first', () => {
    const at = (concurrency: number, inFlight: number, completed: number) =>
      step(concurrency, [
        savedResult({ max_concurrency: concurrency, completed, request_throughput: 1, mean_e2el_ms: inFlight * 1000 }),
      ]);

    const { rows } = rowsOf(at(64, 40, 256), at(128, 41, 512), at(8, 7.5, 32));

    expect(rows.map((row) => [row.concurrentRequestsPerReplica, row.benchmark?.requests])).toEqual([
      [8, 32],
      [41, 512],
    ]);
  });

  test('fail where the engine’s release writes another form, naming every field', () => {
    const { p95_tpot_ms: _, ...older } = savedResult({ median_ttft_ms: '12' });

    expect(() => rowsOf(step(32, [older]))).toThrow(
      'result of vllm bench serve: median_ttft_ms: expected milliseconds from 0, got "12"; p95_tpot_ms: expected milliseconds from 0, got nothing; measure with the pinned release',
    );
  });
});
