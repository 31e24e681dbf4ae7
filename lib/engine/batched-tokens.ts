import type { GpuInstanceType } from '../catalogue/instance-types';

/**
 * Tokens that the engine computes in one step where `--max-num-batched-tokens` is not stated: by the memory of the GPU,
 * and fewer on an A100, which has the memory and not the speed.
 *
 * @see vllm 0.33.0 engine/arg_utils.py, get_batch_defaults, read 2026-11-27
 */
export function defaultBatchedTokens({ gpu, gpuMemoryMiB }: Pick<GpuInstanceType, 'gpu' | 'gpuMemoryMiB'>): number {
  const gib = gpuMemoryMiB / 1024;
  if (gib >= 160) {
    return 16_384;
  }
  return gib >= 70 && !gpu.startsWith('A100') ? 8192 : 2048;
}
