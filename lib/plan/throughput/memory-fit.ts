import type { GpuInstanceType } from '../../catalogue/instance-types';
import { instanceTypesProvenance } from '../../catalogue/instance-types';
import { bytesPerValue, bytesPerWeight } from '../../catalogue/precision';
import { assumed, derived, type Figure, published, show, stated } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';

/** How the weights and the KV cache of one replica share its GPUs' memory. */
export interface MemoryFit {
  readonly weightsGiB: Figure;
  readonly kvBytesPerToken: Figure;
  /** Memory of one GPU. */
  readonly gpuMemoryGiB: Figure;
  /** Per GPU, for activations, CUDA graphs and communication buffers. */
  readonly overheadGiB: Figure;
  /** Left for the KV cache over all GPUs of the replica; negative when the weights do not fit. */
  readonly kvCacheGiB: Figure;
  /** Longest sequence that is served: longest prompt plus longest answer. */
  readonly maxModelLengthTokens: Figure;
  /** Sequences of that length that the KV cache holds at once. */
  readonly maxConcurrency: Figure;
}

/** The longest prompt and answer that an engine accepts. */
export type TokenLimits = Pick<Workload, 'maxInputTokens' | 'maxOutputTokens'>;

export const bytesPerGiB = 2 ** 30;

export const overheadGiB = assumed(
  4,
  'GiB',
  'activations, CUDA graphs and communication buffers of one GPU; replaced by a profile',
);

export function memoryFit(model: Model, limits: TokenLimits, type: GpuInstanceType): MemoryFit {
  const gpuMemoryGiB = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
  const weights = weightsGiB(model);
  const kvBytesPerToken = kvBytes(model);
  const kvCacheGiB = kvCache(model, gpuMemoryGiB, weights);
  const maxModelLengthTokens = derived(
    limits.maxInputTokens + limits.maxOutputTokens,
    'tokens',
    `${limits.maxInputTokens} input + ${limits.maxOutputTokens} output`,
    {
      from: [
        stated(limits.maxInputTokens, 'tokens', 'workloads[].maxInputTokens'),
        stated(limits.maxOutputTokens, 'tokens', 'workloads[].maxOutputTokens'),
      ],
    },
  );
  const sequenceBytes = kvBytesPerToken.value * maxModelLengthTokens.value;
  const maxConcurrency = derived(
    Math.max(0, Math.floor((kvCacheGiB.value * bytesPerGiB) / sequenceBytes)),
    'requests',
    `${show(kvCacheGiB.value)} GiB ÷ (${kvBytesPerToken.value} bytes × ${maxModelLengthTokens.value} tokens), rounded down`,
    { from: [kvCacheGiB, kvBytesPerToken, maxModelLengthTokens] },
  );
  return {
    weightsGiB: weights,
    kvBytesPerToken,
    gpuMemoryGiB,
    overheadGiB,
    kvCacheGiB,
    maxModelLengthTokens,
    maxConcurrency,
  };
}

function weightsGiB({ parametersBillion, precision }: Model): Figure {
  return derived(
    (parametersBillion * 1e9 * bytesPerWeight[precision]) / bytesPerGiB,
    'GiB',
    `${parametersBillion} × 10⁹ parameters × ${bytesPerWeight[precision]} byte (${precision})`,
    { from: [stated(parametersBillion, '10⁹ parameters', 'models[].parametersBillion')] },
  );
}

function kvBytes({ layers, kvHeads, headDimension, kvPrecision }: Model): Figure {
  const bytes = bytesPerValue[kvPrecision];
  return derived(
    2 * layers * kvHeads * headDimension * bytes,
    'bytes/token',
    `2 (K and V) × ${layers} layers × ${kvHeads} KV heads × ${headDimension} × ${bytes} bytes (${kvPrecision})`,
    {
      from: [
        stated(layers, 'layers', 'models[].layers or its config'),
        stated(kvHeads, 'heads', 'models[].kvHeads or its config'),
        stated(headDimension, 'dimensions', 'models[].headDimension or its config'),
      ],
    },
  );
}

function kvCache(model: Model, gpuMemoryGiB: Figure, weights: Figure): Figure {
  const { tensorParallel, gpuMemoryUtilizationRatio } = model;
  const usable = gpuMemoryGiB.value * gpuMemoryUtilizationRatio - overheadGiB.value;
  return derived(
    tensorParallel * usable - weights.value,
    'GiB',
    `${tensorParallel} GPUs × (${show(gpuMemoryGiB.value)} GiB × ${gpuMemoryUtilizationRatio} − ${overheadGiB.value} GiB) − ${show(weights.value)} GiB weights`,
    {
      from: [
        stated(tensorParallel, 'GPUs', 'models[].tensorParallel'),
        gpuMemoryGiB,
        stated(gpuMemoryUtilizationRatio, 'ratio', 'models[].gpuMemoryUtilizationRatio or its default'),
        overheadGiB,
        weights,
      ],
    },
  );
}
