import type { CellParameters } from './endpoints';

/** Of requests that an engine runs, as many may wait: more would wait until they time out. */
const waitingPerRunning = 1;

/**
 * What the engine writes about requests: nothing. Their text, their sampling parameters and their answers stay out of
 * every log, and nothing is reported to the engine's makers.
 */
const privacy = {
  flags: ['--no-enable-log-requests', '--no-enable-log-outputs', '--disable-uvicorn-access-log'],
  environment: {
    // DEBUG would print prompts.
    VLLM_LOGGING_LEVEL: 'INFO',
    VLLM_NO_USAGE_STATS: '1',
    DO_NOT_TRACK: '1',
  },
} as const;

/**
 * How the agent starts one replica: `vllm serve <weights>` with these. `--disable-log-requests` is no longer a flag;
 * the engine refuses to start with it.
 *
 * @see https://docs.vllm.ai/en/v0.30.0/cli/serve/ vLLM 0.30; `--max-num-queued-reqs` since 0.29, read 2026-11-23
 */
export function engineFlags(parameters: CellParameters): string[] {
  const running = parameters.maxConcurrentRequestsPerReplica;
  return [
    // Otherwise it is known by the folder of its weights.
    ['--served-model-name', parameters.weights],
    ['--tensor-parallel-size', parameters.tensorParallel],
    ['--max-model-len', parameters.maxModelLengthTokens],
    ['--gpu-memory-utilization', parameters.gpuMemoryUtilizationRatio],
    ['--kv-cache-dtype', parameters.kvPrecision === 'fp8' ? 'fp8' : 'auto'],
    ['--max-num-seqs', running],
    // Counts running and waiting requests; what exceeds it gets 503 at once.
    ['--max-num-queued-reqs', running * (1 + waitingPerRunning)],
    // Without it the engine aborts what it is working on as soon as it is told to end.
    ['--shutdown-timeout', parameters.drainLimitSeconds],
    privacy.flags,
  ].flatMap((flags) => flags.map(String));
}

/** Environment variables of the engine's process. */
export const engineEnvironment: Readonly<Record<string, string>> = privacy.environment;
