import { readText } from './project-root';

/** Written by the client of vLLM 0.33.0 against the test engine: sixteen requests, four in flight, begun at fifty a second. */
const real = JSON.parse(readText('test/engine/vllm-bench-serve.json')) as Record<string, unknown>;

/** What the client writes, with round numbers: 128 requests of 1,000 tokens in and 200 out, within 100 s. */
export const savedResult = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...real,
  max_concurrency: 32,
  duration: 100,
  completed: 128,
  total_input_tokens: 128_000,
  total_output_tokens: 25_600,
  request_throughput: 1.28,
  median_ttft_ms: 250,
  p95_ttft_ms: 500,
  median_tpot_ms: 20,
  p95_tpot_ms: 40,
  mean_e2el_ms: 25_000,
  ...change,
});
