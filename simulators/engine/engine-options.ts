import { parseArgs } from 'node:util';
import { type Behaviour, behaviourSchema, usualBehaviour } from './behaviour';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** Those that the fleet's engines are started with, and those beside them that tests need. */
const vllmFlags = {
  host: text,
  port: text,
  model: text,
  'served-model-name': text,
  'tensor-parallel-size': text,
  'data-parallel-size': text,
  'api-server-count': text,
  'enable-expert-parallel': flag,
  'max-model-len': text,
  'gpu-memory-utilization': text,
  'kv-cache-dtype': text,
  'max-num-seqs': text,
  'max-num-queued-reqs': text,
  'shutdown-timeout': text,
  'api-key': text,
  'allowed-media-domains': text,
  'load-format': text,
  'model-loader-extra-config': text,
  'no-enable-log-requests': flag,
  'no-enable-log-outputs': flag,
  'disable-uvicorn-access-log': flag,
} as const;

/** Not vLLM's: how fast it is, what is wrong with it, and a port that answers before the model is loaded. */
const ownFlags = { 'time-factor': text, behaviour: text, 'control-port': text } as const;

export interface EngineOptions {
  readonly port: number;
  readonly tensorParallel: number;
  /** Where compiled code is kept; nothing is compiled without it. */
  readonly cacheRoot: string | undefined;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly maxModelLengthTokens: number;
  readonly maxRunning: number;
  /** Running and waiting together. */
  readonly maxInFlight: number;
  readonly shutdownTimeoutSeconds: number;
  readonly controlPort: number | undefined;
  readonly behaviour: Behaviour;
}

/** Environment variable with the same JSON as `--behaviour`, for engines that something else starts. */
export const behaviourVariable = 'EMULATED_ENGINE_BEHAVIOUR';

/** Throws where vLLM would refuse to start. */
export function engineOptions(args: readonly string[], environment: NodeJS.ProcessEnv): EngineOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...vllmFlags, ...ownFlags },
    allowPositionals: true,
  });
  const number = (name: keyof typeof vllmFlags | keyof typeof ownFlags, otherwise: number, least = 0): number => {
    const value = Number(values[name] ?? otherwise);
    if (!(value >= least)) {
      throw new Error(`argument --${name}: invalid value: '${values[name]}'`);
    }
    return value;
  };
  if (values.host !== undefined && values.host !== '127.0.0.1') {
    throw new Error(`argument --host: the test engine listens on 127.0.0.1 only, got ${values.host}`);
  }
  const gpuMemoryRatio = number('gpu-memory-utilization', 0.9);
  if (gpuMemoryRatio === 0 || gpuMemoryRatio > 1) {
    throw new Error(`argument --gpu-memory-utilization: must be above 0 and at most 1, got ${gpuMemoryRatio}`);
  }
  checkLoading(values['load-format'] ?? 'auto', JSON.parse(values['model-loader-extra-config'] ?? '{}'));
  const [served = positionals.at(-1)] = positionals[0] === 'serve' ? positionals.slice(1) : positionals;
  return {
    port: number('port', 8000),
    tensorParallel: number('tensor-parallel-size', 1, 1),
    cacheRoot: environment.VLLM_CACHE_ROOT,
    model: values['served-model-name'] ?? served ?? values.model ?? 'test-model',
    apiKey: values['api-key'] ?? environment.VLLM_API_KEY,
    maxModelLengthTokens: number('max-model-len', 8192, 1),
    maxRunning: number('max-num-seqs', 256, 1) * number('data-parallel-size', 1, 1),
    maxInFlight: number('max-num-queued-reqs', Number.POSITIVE_INFINITY, 1),
    shutdownTimeoutSeconds: number('shutdown-timeout', 0),
    controlPort: values['control-port'] === undefined ? undefined : number('control-port', 0),
    behaviour: behaviourSchema.parse({
      ...usualBehaviour,
      ...JSON.parse(environment[behaviourVariable] ?? '{}'),
      ...JSON.parse(values.behaviour ?? '{}'),
      ...(values['time-factor'] === undefined ? {} : { timeFactor: number('time-factor', 1) }),
    }),
  };
}

/** What the streamer takes, and the only loader here that takes anything. */
const streamerKeys = ['distributed', 'concurrency', 'memory_limit'];

function checkLoading(format: string, extra: object): void {
  const known = format === 'runai_streamer' ? streamerKeys : [];
  const unknown = Object.keys(extra).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(
      `argument --model-loader-extra-config: unexpected ${unknown.join(', ')} for --load-format ${format}`,
    );
  }
}
