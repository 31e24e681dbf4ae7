import type { CellParameters } from '../contract/cell-parameters';

/** Waiting requests ÷ running requests of an engine. More requests would wait until they time out. */
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
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/engine/arg_utils.py and entrypoints/common/cli_args.py, read 2026-11-26
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
    parameters.parallelLoading ? parallelLoading(parameters) : [],
    privacy.flags,
  ].flatMap((flags) => flags.map(String));
}

/** As the documentation of vLLM has it. */
const loadingThreads = 16;

/**
 * Weights are read from the local folder by many threads and copied to the GPU meanwhile; with several GPUs each reads a
 * share of them and passes it on. The official image holds the streamer.
 *
 * @see https://docs.vllm.ai/en/stable/models/extensions/runai_model_streamer/ read 2026-11-26
 */
const parallelLoading = ({ tensorParallel }: CellParameters): string[] => [
  '--load-format',
  'runai_streamer',
  '--model-loader-extra-config',
  JSON.stringify({ concurrency: loadingThreads, ...(tensorParallel > 1 ? { distributed: true } : {}) }),
];

/** Environment variables of every engine's process. */
export const engineEnvironment: Readonly<Record<string, string>> = privacy.environment;

/**
 * Left to itself the streamer shares the reading of object stores alone, not of files.
 *
 * @see https://github.com/run-ai/runai-model-streamer its usage, distributed streaming, read 2026-11-26
 */
export const sharedReadingVariable = 'RUNAI_STREAMER_DIST';

/** Environment variables of one cell's engines. */
export const cellEngineEnvironment = ({
  parallelLoading: parallel,
  tensorParallel,
}: Pick<CellParameters, 'parallelLoading' | 'tensorParallel'>): Readonly<Record<string, string>> => ({
  ...engineEnvironment,
  ...(parallel && tensorParallel > 1 ? { [sharedReadingVariable]: '1' } : {}),
});
