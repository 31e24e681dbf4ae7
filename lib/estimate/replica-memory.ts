import { engineMemory } from '../architecture/engine-memory';
import { inFormat, type PublishedFormat } from '../architecture/in-format';
import { kvCacheOnEachGpu } from '../architecture/kv-cache-on-each-gpu';
import type { Architecture, Layout } from '../architecture/model/architecture';
import { weightsOnEachGpu } from '../architecture/weights-on-each-gpu';
import { type GpuInstanceType, instanceTypesProvenance } from '../catalogue/instance-types';
import { defaultBatchedTokens } from '../engine/batched-tokens';
import { vllm } from '../engine/vllm';
import { assumed, derived, type Figure, published, show } from '../figures/figure';

/** What is served: a model in formats, in a layout. */
export interface ServedModel {
  readonly architecture: Architecture;
  readonly format: PublishedFormat;
  readonly kvPrecision: 'bf16' | 'fp8';
  readonly layout: Layout;
}

/** How one GPU of a replica is filled. GiB unless named otherwise. */
export interface ReplicaMemory {
  readonly gpuMemoryGiB: Figure;
  readonly weightsGiB: Figure;
  /** Driver, libraries, activations and CUDA graphs. */
  readonly overheadGiB: Figure;
  /** Negative where the weights do not fit. */
  readonly kvCacheGiB: Figure;
  readonly kvBytesPerToken: Figure;
  /** Constant for a sequence: windows and recurrent states. */
  readonly kvBytesPerSequence: Figure;
  /** Requests of the asked length that the replica holds at once. */
  readonly concurrency: Figure;
}

const bytesPerGiB = 2 ** 30;

/** No more are planned: the most at once at which engines of the catalogue were measured. */
const maxSequences = assumed(256, 'sequences', 'the most that an engine is planned to run at once');

export function replicaMemory(
  { architecture: asPublished, format, kvPrecision, layout }: ServedModel,
  type: GpuInstanceType,
  sequenceTokens: number,
): ReplicaMemory {
  const architecture = inFormat(asPublished, format);
  const gpuMemoryGiB = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
  const maxBatchedTokens = published(defaultBatchedTokens(type), 'tokens', {
    source: `default --max-num-batched-tokens of vLLM ${vllm.release} on ${type.gpu}`,
    date: vllm.builtOn,
  });
  const weightsGiB = weightsOnEachGpu(architecture, layout, { computeCapability: type.computeCapability });
  const overheadGiB = engineMemory(
    architecture,
    layout,
    { maxBatchedTokens, maxSequences, graphs: true },
    gpuMemoryGiB,
  ).totalGiB;
  const cache = kvCacheOnEachGpu(architecture, layout, {
    format: kvPrecision,
    maxBatchedTokens: maxBatchedTokens.value,
    maxSequenceTokens: sequenceTokens,
  });
  const ratio = vllm.gpuMemoryUtilizationRatio;
  const kvCacheGiB = derived(
    gpuMemoryGiB.value * ratio - overheadGiB.value - weightsGiB.value,
    'GiB',
    `${show(gpuMemoryGiB.value)} GiB × ${ratio} − ${show(overheadGiB.value)} GiB besides − ${show(weightsGiB.value)} GiB weights, on each GPU`,
    { from: [gpuMemoryGiB, overheadGiB, weightsGiB] },
  );
  return {
    gpuMemoryGiB,
    weightsGiB,
    overheadGiB,
    kvCacheGiB,
    kvBytesPerToken: cache.bytesPerToken,
    kvBytesPerSequence: cache.bytesPerSequence,
    concurrency: concurrencyOf(kvCacheGiB, cache, layout, sequenceTokens),
  };
}

function concurrencyOf(
  kvCacheGiB: Figure,
  { bytesPerToken, bytesPerSequence, batchReserveBytes }: ReturnType<typeof kvCacheOnEachGpu>,
  { dataParallel = 1 }: Layout,
  sequenceTokens: number,
): Figure {
  const bytes = bytesPerToken.value * sequenceTokens + bytesPerSequence.value;
  const room = kvCacheGiB.value * bytesPerGiB - batchReserveBytes.value;
  const copies = dataParallel > 1 ? ` × ${dataParallel} copies of the attention` : '';
  return derived(
    dataParallel * Math.max(0, Math.floor(room / Math.max(1, bytes))),
    'requests',
    `(${show(kvCacheGiB.value)} GiB − ${show(batchReserveBytes.value)} bytes of batches in flight) ÷ (${show(bytesPerToken.value)} bytes × ${show(sequenceTokens)} tokens + ${show(bytesPerSequence.value)} bytes), rounded down${copies}`,
    { from: [kvCacheGiB, bytesPerToken, bytesPerSequence, batchReserveBytes] },
  );
}
