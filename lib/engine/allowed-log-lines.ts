const number = String.raw`-?[\d.,]+`;
const size = `${number} ?[KMGT]i?B`;

/** What CUDA calls its errors. @see https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__TYPES.html read 2026-11-27 */
const cudaErrors = [
  'an illegal memory access was encountered',
  'unspecified launch failure',
  'device-side assert triggered',
  'out of memory',
  'uncorrectable ECC error encountered',
  'no CUDA-capable device is detected',
  'all CUDA-capable devices are busy or unavailable',
  'system not yet initialized',
  'CUDA driver version is insufficient for CUDA runtime version',
  'no kernel image is available for execution on the device',
  'invalid device ordinal',
  'the launch timed out and was terminated',
];

/** Errors of Python and of the engine's libraries, without their texts. */
const errors = [
  ...['ValueError', 'RuntimeError', 'TypeError', 'KeyError', 'IndexError', 'AttributeError', 'AssertionError'],
  ...['ImportError', 'ModuleNotFoundError', 'FileNotFoundError', 'PermissionError', 'OSError', 'MemoryError'],
  ...['NotImplementedError', 'TimeoutError', 'ConnectionError', 'OutOfMemoryError', 'DistBackendError'],
  ...['EngineDeadError', 'SafetensorError', 'ValidationError', 'UnicodeDecodeError', 'JSONDecodeError'],
];

/**
 * Parts of an engine's lines that may leave the instance: fixed words and numbers, nothing that a request could choose. As
 * logs of vLLM of 2025 and 2026 have them; what a later engine words otherwise stays on the instance.
 */
const allowed: readonly RegExp[] = [
  `Model loading took ${number} Gi?B(?: memory)? and ${number} ?s`,
  `torch\\.compile (?:takes|took) ${number} s in total`,
  `Graph capturing finished in ${number} secs?(?:, took ${number} GiB)?`,
  `Available KV cache memory: ${size}`,
  `GPU KV cache size: ${number} tokens`,
  `Maximum concurrency for ${number} tokens per request: ${number}x`,
  'No available memory for the cache blocks',
  'larger than the maximum number of tokens that can be stored in KV cache',
  'less than desired GPU memory utilization',
  'Engine core initialization failed',
  'Application startup complete',
  `CUDA out of memory\\. Tried to allocate ${size}`,
  `CUDA error: (?:${cudaErrors.join('|')})`,
  'NCCL error',
  'No space left on device',
].map((words) => new RegExp(words));

const errorName = new RegExp(`^(?:[(][A-Za-z0-9_ =]+[)] )?(?:[a-z_]+\\.)*(${errors.join('|')})(?::|$)`);

/** The allowed part of every line that has one, in order, at most the newest `most`. */
export function allowedLogLines(log: string, most: number): string[] {
  const found = log.split('\n').flatMap((line) => {
    const [part] = allowed.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
    const [, name] = errorName.exec(line) ?? [];
    const kept = [name, part].filter((one) => one !== undefined);
    return kept.length === 0 ? [] : [kept.join(': ')];
  });
  return found.slice(-most);
}
