const release = '0.33.0';

/**
 * The release of vLLM that the fleet's engines run: the newest on 2026-11-26. Flags, metric names, API routes and log
 * lines of `lib/engine` and of the agent were read from its sources on that day; `npm run verify:engine` reads them anew.
 */
export const vllm = {
  release,
  /** As the release's wheel on PyPI says about itself, like the day on which it was built. */
  commit: '4ba787ec9',
  builtOn: '2026-11-01',
  /**
   * Image of the release. A tag without a suffix holds CUDA 13.0 since 0.20.0, which needs an NVIDIA driver of series 580
   * or later; `-cu129` holds CUDA 12.9.
   *
   * @see https://github.com/vast-ai/base-image/pull/158 read 2026-11-26
   */
  image: `docker.io/vllm/vllm-openai:v${release}`,
  /**
   * Share of each GPU's memory that the engine may take (`--gpu-memory-utilization`), ratio 0–1. The engine's own default
   * is 0.92; engines are always told this one, the default of earlier releases, under which the published measurements
   * were made.
   *
   * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/config/cache.py line 215
   */
  gpuMemoryUtilizationRatio: 0.9,
} as const;
