import { expect, test } from 'vitest';
import { benchmarkResult } from '../../lib/engine/benchmark-result';
import { readText } from '../support/project-root';

test('the file of the pinned release is read, in seconds', () => {
  const result = benchmarkResult(JSON.parse(readText('test/engine/vllm-bench-serve.json')));

  expect(result).toMatchObject({ model: 'llama', concurrency: 4, completed: 16, failed: 0, outputTokens: 320 });
  // as the file says them in milliseconds: 17.22, 21.27, 2.726 and 3.311
  expect(result.timeToFirstTokenP50Seconds).toBeCloseTo(0.01722, 5);
  expect(result.timeToFirstTokenP95Seconds).toBeCloseTo(0.02127, 5);
  expect(result.timePerOutputTokenP50Seconds).toBeCloseTo(0.002726, 6);
  expect(result.timePerOutputTokenP95Seconds).toBeCloseTo(0.003311, 6);
  // 39.13 requests/s × 0.06892 s, with at most four in flight
  expect(result.meanInFlight).toBeCloseTo(2.697, 3);
});

test('fails on a file of a model that only embeds', () => {
  const {
    failed: _,
    total_output_tokens: __,
    ...embedding
  } = JSON.parse(readText('test/engine/vllm-bench-serve.json')) as Record<string, unknown>;

  expect(() => benchmarkResult(embedding)).toThrow('failed: expected a whole number from 0, got nothing');
});
