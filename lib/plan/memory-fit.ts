import type { GpuInstanceType } from '../catalogue/instance-types';
import { instanceTypesProvenance } from '../catalogue/instance-types';
import { bytesPerValue } from '../catalogue/precision';
import type { Model, Workload } from '../fleet/fleet';
import { assumed, derived, type Figure, published, show } from './figure';

/** How the weights and the KV cache of one replica share its GPUs' memory. */
export interface MemoryFit {
  readonly weightsGiB: Figure;
  readonly kvBytesPerToken: Figure;
  /** Of one GPU. */
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

const bytesPerGiB = 2 ** 30;

const overheadGiB = assumed(
  4,
  'GiB',
  'activations, CUDA graphs and communication buffers of one GPU; replaced by a profile',
);

export function memoryFit(model: Model, workload: Workload, type: GpuInstanceType): MemoryFit {
  const weightBytes = model.parametersBillion * 1e9 * bytesPerValue[model.precision];
  const weightsGiB = derived(
    weightBytes / bytesPerGiB,
    'GiB',
    `${model.parametersBillion} × 10⁹ parameters × ${bytesPerValue[model.precision]} byte (${model.precision})`,
  );
  const kvBytes = 2 * model.layers * model.kvHeads * model.headDimension * bytesPerValue[model.kvPrecision];
  const kvBytesPerToken = derived(
    kvBytes,
    'bytes/token',
    `2 (K and V) × ${model.layers} layers × ${model.kvHeads} KV heads × ${model.headDimension} × ${bytesPerValue[model.kvPrecision]} bytes (${model.kvPrecision})`,
  );
  const gpuMemoryGiB = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
  const cacheGiB =
    model.tensorParallel * (gpuMemoryGiB.value * model.gpuMemoryUtilizationRatio - overheadGiB.value) -
    weightsGiB.value;
  const length = workload.maxInputTokens + workload.maxOutputTokens;
  return {
    weightsGiB,
    kvBytesPerToken,
    gpuMemoryGiB,
    overheadGiB,
    kvCacheGiB: derived(
      cacheGiB,
      'GiB',
      `${model.tensorParallel} GPUs × (${show(gpuMemoryGiB.value)} GiB × ${model.gpuMemoryUtilizationRatio} − ${overheadGiB.value} GiB) − ${show(weightsGiB.value)} GiB weights`,
    ),
    maxModelLengthTokens: derived(
      length,
      'tokens',
      `${workload.maxInputTokens} input + ${workload.maxOutputTokens} output`,
    ),
    maxConcurrency: derived(
      Math.max(0, Math.floor((cacheGiB * bytesPerGiB) / (kvBytes * length))),
      'requests',
      `${show(cacheGiB)} GiB ÷ (${kvBytes} bytes × ${length} tokens), rounded down`,
    ),
  };
}
