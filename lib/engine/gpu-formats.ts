/** Formats of weights that GPUs treat differently. What a checkpoint stores in 16 or 32 bits is `bf16` here. */
export type WeightsOnGpu = 'bf16' | 'fp8' | 'fp4' | 'mxfp4' | 'nvfp4';

/**
 * `native`: the GPU computes in the format. `weight-only`: weights are kept in it, which saves memory, and computed in
 * 16 bits. `fp16`: the GPU has no bf16, so that the engine takes fp16. `refused`: the engine ends at start.
 */
export type FormatOnGpu = 'native' | 'weight-only' | 'fp16' | 'refused';

/** From which compute capability of the GPU each is so; below the last one the engine refuses. */
type Thresholds = readonly (readonly [computeCapability: number, FormatOnGpu])[];

/**
 * What the engine makes of each format of weights.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/platforms/cuda.py lines 257-268 (bf16, fp16) and 588 (FP8);
 * model_executor/layers/quantization/fp8.py line 147, utils/marlin_utils_fp8.py line 31, modelopt.py line 773,
 * utils/marlin_utils_fp4.py line 35, mxfp4.py line 72; arithmetic in 4 bits is of Blackwell: docs.nvidia.com/cuda, Blackwell tuning guide
 */
const weights: Readonly<Record<WeightsOnGpu, Thresholds>> = {
  bf16: [
    [8, 'native'],
    [6, 'fp16'],
  ],
  fp8: [
    [8.9, 'native'],
    [7.5, 'weight-only'],
  ],
  fp4: [
    [10, 'native'],
    [7.5, 'weight-only'],
  ],
  nvfp4: [
    [10, 'native'],
    [7.5, 'weight-only'],
  ],
  mxfp4: [
    [10, 'native'],
    [8, 'weight-only'],
  ],
};

/**
 * What it makes of each format of the KV cache. Below 8.0 neither of the attention kernels that take FP8 runs.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/v1/attention/backends/triton_attn.py lines 514-533, flashinfer.py line 696
 */
const caches: Readonly<Record<'bf16' | 'fp8', Thresholds>> = {
  bf16: [
    [8, 'native'],
    [6, 'fp16'],
  ],
  fp8: [[8, 'native']],
};

const onGpu = (thresholds: Thresholds, computeCapability: number): FormatOnGpu =>
  thresholds.find(([least]) => computeCapability >= least)?.[1] ?? 'refused';

export const weightsOnGpu = (format: WeightsOnGpu, computeCapability: number): FormatOnGpu =>
  onGpu(weights[format], computeCapability);

export const cacheOnGpu = (format: 'bf16' | 'fp8', computeCapability: number): FormatOnGpu =>
  onGpu(caches[format], computeCapability);

/** The lowest compute capability with which the engine does not refuse. */
export const leastCapabilityOf = (format: WeightsOnGpu): number => weights[format].at(-1)?.[0] ?? 0;

/** The lowest compute capability with which it does not refuse a cache. */
export const leastCapabilityOfCache = (format: 'bf16' | 'fp8'): number => caches[format].at(-1)?.[0] ?? 0;

/** The lowest one that computes in bf16. */
export const leastCapabilityOfBf16 = 8;

/**
 * Values of `model_type` that lose accuracy in fp16, so that the engine refuses them there.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/config/model.py line 2398
 */
export const refusedInFp16: readonly string[] = ['gemma2', 'gemma3', 'gemma3_text', 'glm4'];
