import * as z from 'zod/mini';
import { parseContract } from '../contract/parse-contract';
import { positive, text } from '../contract/schema-parts';

const wholeNumber = z.int('a whole number from 0').check(z.gte(0, 'a whole number from 0'));
const milliseconds = z.number('milliseconds from 0').check(z.gte(0, 'milliseconds from 0'));

/**
 * What `vllm bench serve --save-result` writes of a model that generates, as far as it is read. The file holds more.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/benchmarks/serve.py lines 1309 to 1334 and 1404 to 1440, read 2026-11-27
 */
const savedResult = z.object({
  model_id: text,
  max_concurrency: z.int('a whole number').check(z.gt(0, 'a whole number above 0')),
  duration: positive,
  completed: wholeNumber,
  failed: wholeNumber,
  total_input_tokens: wholeNumber,
  total_output_tokens: wholeNumber,
  request_throughput: positive,
  median_ttft_ms: milliseconds,
  p95_ttft_ms: milliseconds,
  median_tpot_ms: milliseconds,
  p95_tpot_ms: milliseconds,
  mean_e2el_ms: milliseconds,
});

/** One run of the benchmark against one replica. */
export interface BenchmarkResult {
  readonly model: string;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Mean over the run, by Little's law: it begins and ends with fewer in flight. */
  readonly meanInFlight: number;
  readonly durationSeconds: number;
  readonly completed: number;
  readonly failed: number;
  readonly requestsPerSecond: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly timeToFirstTokenP50Seconds: number;
  readonly timeToFirstTokenP95Seconds: number;
  readonly timePerOutputTokenP50Seconds: number;
  readonly timePerOutputTokenP95Seconds: number;
}

const wording = {
  what: 'result of vllm bench serve',
  fix: 'measure with the pinned release of vLLM, and with the flags that this release of polyregion gives it',
};

/** @throws Error naming every field that is missing or is not as the pinned release writes it */
export function benchmarkResult(saved: unknown): BenchmarkResult {
  const one = parseContract(savedResult, saved, wording);
  return {
    model: one.model_id,
    concurrency: one.max_concurrency,
    meanInFlight: one.request_throughput * (one.mean_e2el_ms / 1000),
    durationSeconds: one.duration,
    completed: one.completed,
    failed: one.failed,
    requestsPerSecond: one.request_throughput,
    inputTokens: one.total_input_tokens,
    outputTokens: one.total_output_tokens,
    timeToFirstTokenP50Seconds: one.median_ttft_ms / 1000,
    timeToFirstTokenP95Seconds: one.p95_ttft_ms / 1000,
    timePerOutputTokenP50Seconds: one.median_tpot_ms / 1000,
    timePerOutputTokenP95Seconds: one.p95_tpot_ms / 1000,
  };
}
