import { type EngineMemory, engineMemory } from '../architecture/engine-memory';
import { kvCacheOnEachGpu, type SequenceMemory } from '../architecture/kv-cache-on-each-gpu';
import { layoutsThatStart } from '../architecture/layouts-that-start';
import type { Architecture, Layout } from '../architecture/model/architecture';
import { layoutsOn } from '../architecture/places';
import { type Refusal, startRefusals } from '../architecture/start-refusals';
import { weightsOnEachGpu } from '../architecture/weights-on-each-gpu';
import { type GpuInstanceType, instanceTypesProvenance } from '../catalogue/instance-types';
import { assumed, derived, type Figure, published, show } from '../figures/figure';
import { defaultBatchedTokens } from './batched-tokens';
import { vllm } from './vllm';

/** How a model is to be served, apart from any fleet. */
export interface Serving {
  readonly layout: Layout;
  readonly kvPrecision: 'bf16' | 'fp8';
  /** Longest sequence. */
  readonly sequenceTokens: number;
  readonly type: GpuInstanceType;
}

/** Memory of each GPU of one replica, with its arithmetic. */
export interface GpuMemory {
  readonly memoryGiB: Figure;
  readonly weightsGiB: Figure;
  readonly cache: SequenceMemory;
  readonly engine: EngineMemory;
  /** Left for the KV cache; negative where the weights do not fit. */
  readonly cacheGiB: Figure;
  /** Sequences of the longest length that the cache holds at once. */
  readonly sequences: Figure;
  /** Why the engine ends at start. */
  readonly refusals: readonly Refusal[];
  /** Layouts with which it starts instead; empty where it starts with this one. */
  readonly startsWith: readonly Layout[];
}

const bytesPerGiB = 2 ** 30;

const sequencesSampled = assumed(256, 'sequences', 'the most that an engine is planned to run at once');

export function gpuMemory(architecture: Architecture, serving: Serving): GpuMemory {
  const { layout, kvPrecision, sequenceTokens, type } = serving;
  const memoryGiB = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
  const batch = published(defaultBatchedTokens(type), 'tokens', {
    source: `default --max-num-batched-tokens of vLLM ${vllm.release} on ${type.gpu}`,
    date: '2026-11-27',
  });
  const weightsGiB = weightsOnEachGpu(architecture, layout, { computeCapability: type.computeCapability });
  const cache = kvCacheOnEachGpu(architecture, layout, {
    format: kvPrecision,
    maxBatchedTokens: batch.value,
    maxSequenceTokens: sequenceTokens,
  });
  const engine = engineMemory(
    architecture,
    layout,
    { maxBatchedTokens: batch, maxSequences: sequencesSampled, graphs: true },
    memoryGiB,
  );
  const share = vllm.gpuMemoryUtilizationRatio;
  const cacheGiB = derived(
    memoryGiB.value * share - engine.totalGiB.value - weightsGiB.value,
    'GiB',
    `${show(memoryGiB.value)} GiB × ${share} − ${show(engine.totalGiB.value)} GiB of the engine − ${show(weightsGiB.value)} GiB of weights`,
    { from: [memoryGiB, engine.totalGiB, weightsGiB] },
  );
  const refusals = startRefusals(architecture, layout);
  return {
    memoryGiB,
    weightsGiB,
    cache,
    engine,
    cacheGiB,
    sequences: sequencesOf(cacheGiB, cache, sequenceTokens, layout),
    refusals,
    startsWith: refusals.length === 0 ? [] : layoutsThatStart(architecture, layout),
  };
}

function sequencesOf(
  cacheGiB: Figure,
  cache: SequenceMemory,
  tokens: number,
  { dataParallel: copies = 1 }: Layout,
): Figure {
  const { bytesPerToken, bytesPerSequence, batchReserveBytes } = cache;
  const each = bytesPerToken.value * tokens + bytesPerSequence.value;
  if (each === 0) {
    return derived(
      cacheGiB.value > 0 ? sequencesSampled.value : 0,
      'sequences',
      'the model keeps no cache: its weights alone bound it',
      { from: [cacheGiB, sequencesSampled] },
    );
  }
  const constant = bytesPerSequence.value === 0 ? '' : ` + ${show(bytesPerSequence.value)} bytes`;
  const reserve = batchReserveBytes.value === 0 ? '' : ` − ${show(batchReserveBytes.value)} bytes of batches in flight`;
  return derived(
    copies * Math.max(0, Math.floor((cacheGiB.value * bytesPerGiB - batchReserveBytes.value) / each)),
    'sequences',
    `${copies > 1 ? `${copies} copies of the attention × ` : ''}${reserve === '' ? '' : '('}${show(cacheGiB.value)} GiB${reserve}${reserve === '' ? '' : ')'} ÷ (${show(bytesPerToken.value)} bytes × ${show(tokens)} tokens${constant})`,
    { from: [cacheGiB, bytesPerToken, bytesPerSequence, batchReserveBytes] },
  );
}

/** The first layout, of those with the fewest GPUs, in which the engine starts on a type and holds so many sequences. */
export const smallestLayout = (
  architecture: Architecture,
  serving: Omit<Serving, 'layout'>,
  leastSequences = 1,
): Layout | undefined =>
  layoutsOn(serving.type, architecture).find((layout) => {
    const { refusals, sequences } = gpuMemory(architecture, { ...serving, layout });
    return refusals.length === 0 && sequences.value >= leastSequences;
  });
