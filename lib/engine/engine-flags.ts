import type { CellParameters } from '../contract/cell-parameters';
import { kvCacheDtype } from './kv-cache-dtype';

/** Waiting requests ÷ running requests of an engine. More requests would wait until they time out. */
const waitingPerRunning = 1;

/** Requests that an engine takes, running and waiting, if it runs so many at once; what exceeds it gets 503 at once. */
export const engineRequestLimit = (running: number): number => running * (1 + waitingPerRunning);

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
 * How the agent starts one replica: `vllm serve <weights>` with these. The release shows `--disable-…` for what is
 * written `--no-enable-…` here and takes both; releases before it take the second alone.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/engine/arg_utils.py and entrypoints/common/cli_args.py, read 2026-11-26
 */
export function engineFlags(parameters: CellParameters): string[] {
  const { maxConcurrentRequestsPerReplica: running, dataParallel = 1 } = parameters;
  return [
    // Otherwise it is known by the folder of its weights.
    ['--served-model-name', parameters.weights],
    ['--tensor-parallel-size', parameters.tensorParallel],
    dataParallel > 1 ? ['--data-parallel-size', dataParallel, ...oneApiServer] : [],
    parameters.expertParallel ? ['--enable-expert-parallel'] : [],
    ['--max-model-len', parameters.maxModelLengthTokens],
    ['--gpu-memory-utilization', parameters.gpuMemoryUtilizationRatio],
    ['--kv-cache-dtype', kvCacheDtype(parameters.kvPrecision)],
    parameters.kvPrecision === 'fp16' ? computeInFp16 : [],
    // Holds for each copy of the attention.
    ['--max-num-seqs', Math.ceil(running / dataParallel)],
    // Counts running and waiting requests of all copies; what exceeds it gets 503 at once.
    ['--max-num-queued-reqs', engineRequestLimit(running)],
    // Without it the engine aborts what it is working on as soon as it is told to end.
    ['--shutdown-timeout', parameters.drainLimitSeconds],
    parameters.parallelLoading ? parallelLoading(parameters) : [],
    privacy.flags,
    parameters.engineFlags?.includes(mediaFlag) ? [] : [mediaFlag, noDomain],
    parameters.engineFlags ?? [],
  ].flatMap((flags) => flags.map(String));
}

/**
 * The copies of the attention share one port, and the engine itself gives each request to the copy with the fewest. It
 * would start one API server for each copy, and several of them keep the limit of the queue only roughly.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/entrypoints/cli/serve.py line 125 and config/scheduler.py line 92
 */
const oneApiServer = ['--api-server-count', 1];

/** Where a GPU of the cell has no bf16, engines on its other GPUs compute in the same format, so that answers are alike. */
const computeInFp16 = ['--dtype', 'float16'];

/**
 * An engine that is told no domain fetches media from every address that a request names, the network of the fleet
 * included. It is told one that cannot exist (RFC 2606): media then come as `data:` URLs, which are not fetched.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/multimodal/media/connector.py line 370
 */
const mediaFlag = '--allowed-media-domains';
const noDomain = 'none.invalid';

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

/**
 * Environment variables of every engine's process. An allowed domain may not send the engine to another one, and
 * `/v1/responses` stores nothing, whatever the image sets: a later request may reach another instance.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/envs.py lines 993 and 1943
 */
export const engineEnvironment: Readonly<Record<string, string>> = {
  ...privacy.environment,
  VLLM_MEDIA_URL_ALLOW_REDIRECTS: '0',
  VLLM_ENABLE_RESPONSES_API_STORE: '0',
};

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
