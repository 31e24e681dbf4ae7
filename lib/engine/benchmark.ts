import type { MeasurementOrder, MeasurementStep } from '../contract/measurement';

/** Name of the file that the benchmark of one step writes. */
export const benchmarkResultFile = ({ concurrency }: Pick<MeasurementStep, 'concurrency'>): string =>
  `benchmark-${concurrency}.json`;

/** Latencies of which percentiles are written. Requests' own times give, by Little's law, the mean in flight. */
const percentileMetrics = 'ttft,tpot,e2el';

/** The release always writes the median besides. */
const percentile = 95;

/**
 * One step of a measurement: `vllm bench serve` with these, and with the engine's address and the folder of the result. Prompts
 * are random tokens, so none is in the prefix cache except for the part that all share. Answers have their full length.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/benchmarks/serve.py and datasets/datasets.py, read 2026-11-27
 */
export const benchmarkFlags = (order: MeasurementOrder, step: MeasurementStep, servedModelName: string): string[] =>
  [
    ['--backend', 'openai'],
    ['--endpoint', '/v1/completions'],
    ['--model', servedModelName],
    ['--dataset-name', 'random'],
    ['--random-input-len', order.inputTokens - order.sharedInputTokens],
    order.sharedInputTokens > 0 ? ['--random-prefix-len', order.sharedInputTokens] : [],
    ['--random-output-len', order.outputTokens],
    ['--ignore-eos'],
    ['--num-prompts', step.requests],
    ['--max-concurrency', step.concurrency],
    // All at once, the first answers would wait for each other's prompts as they do in no traffic.
    step.requestsPerSecond === undefined ? [] : ['--request-rate', step.requestsPerSecond],
    // No prompt of a step is one of another step, which the prefix cache would hold.
    ['--seed', step.concurrency],
    ['--percentile-metrics', percentileMetrics],
    ['--metric-percentiles', percentile],
    ['--disable-tqdm'],
    ['--save-result'],
    ['--result-filename', benchmarkResultFile(step)],
  ]
    .flat()
    .map(String);
