const planned = (field: string): string => `it follows from the plan: set ${field} instead`;
const logs = 'no prompt, answer or token is ever logged: leave it out, and read metrics instead';
const ownPort = 'the agent gives every engine a port on loopback, and only the agent asks it: leave it out';
const ownCode = 'it runs code that no one has pinned: build an image that holds it, and pin that image by its digest';
const opensApi = 'it lets callers change what the engine does or read what others asked: leave it out';
const oneInstance = 'a replica lies within one instance: set models[].tensorParallel or models[].parallel';
const pinned = 'weights are pinned by the digest of their manifest: push them with npx polyregion artifacts push';

/** Arguments of vLLM that would break a promise of the fleet, in camel case, with what to do instead. */
const instead: Readonly<Record<string, string>> = {
  host: ownPort,
  port: ownPort,
  uds: ownPort,
  grpc: ownPort,
  grpcPort: ownPort,
  rootPath: ownPort,
  sslKeyfile: 'TLS ends at the load balancer, and the engine listens on loopback: leave it out',
  sslCertfile: 'TLS ends at the load balancer, and the engine listens on loopback: leave it out',
  apiKey: 'clients are told apart by their tokens, before the engine: see access in the fleet file',
  servedModelName: 'clients ask for models[].weights under that very name: leave it out',
  model: planned('models[].weights'),
  tokenizer: pinned,
  revision: pinned,
  downloadDir: pinned,
  hfToken: pinned,
  enableLogRequests: logs,
  enableLogOutputs: logs,
  enableLogDeltas: logs,
  maxLogLen: logs,
  logLevel: logs,
  loggingConfig: logs,
  uvicornLogLevel: logs,
  logErrorStack: logs,
  otlpTracesEndpoint: 'traces would leave the jurisdiction: leave it out',
  disableLogStats: 'readiness and scaling read the metrics: leave it out',
  allowedLocalMediaPath: 'a request could read files of the instance: send media as data: URLs, or list mediaDomains',
  allowedMediaDomains: 'set models[].engine.mediaDomains',
  middleware: ownCode,
  toolParserPlugin: ownCode,
  reasoningParserPlugin: ownCode,
  logitsProcessors: ownCode,
  workerCls: ownCode,
  workerExtensionCls: ownCode,
  schedulerCls: ownCode,
  ioProcessorPlugin: ownCode,
  toolServer: 'it runs code that a model has written: run tools in your own program',
  trustRequestChatTemplate: opensApi,
  trustRequestMmKwargs: opensApi,
  enableTokenizerInfoEndpoint: opensApi,
  enableSleepMode: opensApi,
  enableScaleOut: opensApi,
  enablePromptEmbeds: opensApi,
  enableMmEmbeds: opensApi,
  profilerConfig: opensApi,
  config: 'a file of arguments is no part of the fleet file: write each setting',
  kvTransferConfig: 'prefill and decode run in one engine: leave it out',
  kvEventsConfig: 'engines publish nothing but their metrics: leave it out',
  maxModelLen: planned('the token lengths of the workloads'),
  maxNumSeqs: planned('the objectives of the workloads'),
  maxNumQueuedReqs: planned('the objectives of the workloads'),
  gpuMemoryUtilization: planned('models[].gpuMemoryUtilizationRatio'),
  kvCacheMemoryBytes: planned('models[].gpuMemoryUtilizationRatio'),
  numGpuBlocksOverride: planned('models[].gpuMemoryUtilizationRatio'),
  cpuOffloadGb: 'weights on the CPU make every step slower than the plan says: take a type with more GPU memory',
  kvCacheDtype: planned('models[].kvPrecision'),
  quantization: planned('models[].precision'),
  dtype: planned('models[].precision'),
  tensorParallelSize: planned('models[].tensorParallel'),
  pipelineParallelSize: oneInstance,
  dataParallelSize: planned('models[].parallel.data'),
  enableExpertParallel: planned('models[].parallel.expert'),
  nnodes: oneInstance,
  masterAddr: oneInstance,
  shutdownTimeout: planned('models[].pools'),
  loadFormat: planned('models[].parallelLoading'),
  apiServerCount: 'with several API servers the limit of the queue is only roughly kept: leave it out',
  limitMmPerPrompt: 'set models[].engine.limitPerPrompt',
  maxNumBatchedTokens: 'set models[].engine.maxBatchedTokens',
  enableLora: 'set models[].engine.loraAdapters',
  loraModules: 'set models[].engine.loraAdapters',
  speculativeConfig: 'set models[].engine.speculativeDecoding',
  enablePrefixCaching: 'set models[].engine.prefixCaching',
  generationConfig: 'set models[].engine.generationDefaults',
  enableAutoToolChoice: 'set models[].engine.toolCallParser, which switches it on',
};

/** `--max-model-len`, `max_model_len` → `maxModelLen`. */
export const camelCase = (name: string): string =>
  name
    .replace(/^--?/, '')
    .replace(/^no[-_]/, '')
    .replace(/[-_]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export const refusedSettings: readonly string[] = Object.keys(instead);

/** What to do instead of a setting that is refused, written as a key or as an argument; undefined where none is. */
export const insteadOfSetting = (name: string): string | undefined =>
  Object.hasOwn(instead, camelCase(name)) ? instead[camelCase(name)] : undefined;
