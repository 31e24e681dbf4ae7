/**
 * Names of the engine's own Prometheus metrics, on `/metrics` of vLLM. Every one carries the labels `model_name` and
 * `engine`; a counter ends in `_total` in the text, a histogram in `_bucket`, `_sum` and `_count`.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/v1/metrics/loggers.py read 2026-11-26
 */
export const engineMetrics = {
  /** Gauge: requests in the running batch. */
  requestsRunning: 'vllm:num_requests_running',
  /** Gauge: requests that wait to be scheduled. */
  requestsWaiting: 'vllm:num_requests_waiting',
  /** Gauge, ratio 0–1 in spite of its name. */
  kvCacheUsageRatio: 'vllm:kv_cache_usage_perc',
  /** Counter: tokens of prompts whose prefill is done. */
  promptTokens: 'vllm:prompt_tokens_total',
  /** Counter: tokens generated. It stands still while an engine hangs and moves while it is merely busy. */
  generationTokens: 'vllm:generation_tokens_total',
  /** Counter by `finished_reason`: `stop`, `length`, `abort`, `error`, `repetition`. */
  requestsFinished: 'vllm:request_success_total',
  /** Counter: requests put back into the queue for want of KV cache. */
  preemptions: 'vllm:num_preemptions_total',
  /** Histogram, from arrival to the first token. */
  timeToFirstTokenSeconds: 'vllm:time_to_first_token_seconds',
  /** Histogram, an observation for each token after the first. */
  interTokenLatencySeconds: 'vllm:inter_token_latency_seconds',
  /** Histogram, an observation for each finished request: its mean. */
  timePerOutputTokenSeconds: 'vllm:request_time_per_output_token_seconds',
  /** Histogram, from arrival to the last token. */
  requestDurationSeconds: 'vllm:e2e_request_latency_seconds',
  /** Histogram, from arrival to the running batch. */
  queueTimeSeconds: 'vllm:request_queue_time_seconds',
} as const;

/**
 * What older engines called the same thing, until vLLM 0.10 the cache and until 0.12 the tokens: new name → old name.
 *
 * @see https://docs.vllm.ai/en/stable/design/metrics/ read 2026-11-25
 */
export const olderEngineMetrics: Readonly<Record<string, string>> = {
  [engineMetrics.kvCacheUsageRatio]: 'vllm:gpu_cache_usage_perc',
  [engineMetrics.interTokenLatencySeconds]: 'vllm:time_per_output_token_seconds',
};
