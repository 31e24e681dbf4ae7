import type { GpuInstanceType } from '../../catalogue/instance-types';
import { instanceTypesProvenance } from '../../catalogue/instance-types';
import { assumed, derived, type Figure, published, show, stated } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import { engineOverhead } from './engine-overhead';
import { gpusFigure } from './layout-figure';
import { bytesPerGiB, type ModelMemory, modelMemory } from './model-memory';

/** How the weights and the KV cache of one replica share its GPUs' memory. */
export interface MemoryFit extends ModelMemory {
  /** Memory of one GPU. */
  readonly gpuMemoryGiB: Figure;
  /** Per GPU, for the driver, CUDA libraries, activations and CUDA graphs. */
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

export function memoryFit(model: Model, limits: TokenLimits, type: GpuInstanceType): MemoryFit {
  const gpuMemoryGiB = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
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
  const memory = modelMemory(model, maxModelLengthTokens.value, type);
  const overheadGiB = engineOverhead(model, type, gpuMemoryGiB);
  const kvCacheGiB = kvCache(model, gpuMemoryGiB, overheadGiB, memory.weightsGiB);
  return {
    ...memory,
    gpuMemoryGiB,
    overheadGiB,
    kvCacheGiB,
    maxModelLengthTokens,
    maxConcurrency: sequencesThatFit(memory, kvCacheGiB, maxModelLengthTokens, model.dataParallel ?? 1),
  };
}

/** What a model without a cache runs at once. It is far above the batches that are planned for such models. */
const sequencesWithoutCache = assumed(256, 'requests', 'a model without a KV cache is bounded by its weights alone');

function sequencesThatFit(memory: ModelMemory, kvCacheGiB: Figure, length: Figure, copies: number): Figure {
  const { kvBytesPerToken, kvBytesPerSequence, kvReserveBytes } = memory;
  const sequenceBytes = kvBytesPerToken.value * length.value + (kvBytesPerSequence?.value ?? 0);
  if (sequenceBytes === 0) {
    return derived(
      kvCacheGiB.value > 0 ? sequencesWithoutCache.value : 0,
      'requests',
      `${sequencesWithoutCache.value} without a KV cache, where the weights fit`,
      { from: [kvCacheGiB, sequencesWithoutCache] },
    );
  }
  const constant = kvBytesPerSequence === undefined ? '' : ` + ${show(kvBytesPerSequence.value)} bytes a sequence`;
  const reserve = kvReserveBytes === undefined ? '' : ` − ${show(kvReserveBytes.value)} bytes of batches in flight`;
  const figures = [kvBytesPerSequence, kvReserveBytes].filter((figure) => figure !== undefined);
  const ofCopy = Math.floor(((kvCacheGiB.value / copies) * bytesPerGiB - (kvReserveBytes?.value ?? 0)) / sequenceBytes);
  const room = copies > 1 ? `${show(kvCacheGiB.value)} GiB ÷ ${copies}` : `${show(kvCacheGiB.value)} GiB`;
  const each = copies > 1 ? `${copies} copies of the attention × ` : '';
  return derived(
    copies * Math.max(0, ofCopy),
    'requests',
    `${each}${reserve === '' ? '' : '('}${room}${reserve}${reserve === '' ? '' : ')'} ÷ (${kvBytesPerToken.value} bytes × ${length.value} tokens${constant}), rounded down`,
    { from: [kvCacheGiB, kvBytesPerToken, length, ...figures] },
  );
}

function kvCache(model: Model, gpuMemoryGiB: Figure, overheadGiB: Figure, weights: Figure): Figure {
  const { gpuMemoryUtilizationRatio } = model;
  const gpus = gpusFigure(model);
  const usable = gpuMemoryGiB.value * gpuMemoryUtilizationRatio - overheadGiB.value;
  return derived(
    gpus.value * usable - weights.value,
    'GiB',
    `${gpus.value} GPUs × (${show(gpuMemoryGiB.value)} GiB × ${gpuMemoryUtilizationRatio} − ${show(overheadGiB.value)} GiB) − ${show(weights.value)} GiB weights`,
    {
      from: [
        gpus,
        gpuMemoryGiB,
        stated(gpuMemoryUtilizationRatio, 'ratio', 'models[].gpuMemoryUtilizationRatio or its default'),
        overheadGiB,
        weights,
      ],
    },
  );
}
