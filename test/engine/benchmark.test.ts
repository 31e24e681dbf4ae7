import { expect, test } from 'vitest';
import { benchmarkFlags } from '../../lib/engine/benchmark';

const order = {
  run: 'r1',
  steps: [],
  inputTokens: 1155,
  sharedInputTokens: 0,
  outputTokens: 211,
  maxConcurrentRequests: 128,
  stepLimitSeconds: 300,
  documentUrl: 'https://bucket.example.com/document',
};

/** The release's own parser took these, and its client the test engine, on 2026-11-27. */
test('a step is one run of the release’s benchmark, at the workload’s lengths', () => {
  const flags = benchmarkFlags(
    order,
    { concurrency: 64, requests: 384, requestsPerSecond: 16 },
    'meta-llama/Llama-3.1-8B',
  );

  expect(flags.join(' ')).toBe(
    '--backend openai --endpoint /v1/completions --model meta-llama/Llama-3.1-8B --dataset-name random --random-input-len 1155 --random-output-len 211 --ignore-eos --num-prompts 384 --max-concurrency 64 --request-rate 16 --seed 64 --percentile-metrics ttft,tpot,e2el --metric-percentiles 95 --disable-tqdm --save-result --result-filename benchmark-64.json',
  );
});

test('what prompts share is part of their length', () => {
  const flags = benchmarkFlags({ ...order, sharedInputTokens: 462 }, { concurrency: 1, requests: 8 }, 'llama');

  expect(flags.join(' ')).toContain('--random-input-len 693 --random-prefix-len 462 --random-output-len 211');
  expect(flags).not.toContain('--request-rate');
});
