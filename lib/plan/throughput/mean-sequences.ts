import type { GpuInstanceType } from '../../catalogue/instance-types';
import { assumed, derived, type Figure, show } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import type { MemoryFit } from './memory-fit';
import { bytesPerGiB, modelMemory } from './model-memory';

/** Lengths vary, and a full cache preempts requests: the rest is room for that. */
const filledShare = assumed(0.8, 'ratio', 'share of the KV cache that requests of the mean length fill');

/**
 * Requests of the mean length that the KV cache of a replica holds while their answers are generated, on average half of them.
 * Never fewer than those of the maximum length.
 */
export function meanSequencesThatFit(
  model: Model,
  { demand }: Workload,
  fit: MemoryFit,
  type: GpuInstanceType,
): Figure {
  const { meanInputTokens, meanOutputTokens } = demand;
  const tokens = meanInputTokens + meanOutputTokens / 2;
  const { kvBytesPerToken, kvBytesPerSequence, kvReserveBytes } = modelMemory(model, Math.ceil(tokens), type);
  const sequenceBytes = kvBytesPerToken.value * tokens + (kvBytesPerSequence?.value ?? 0);
  const copies = model.dataParallel ?? 1;
  const room = (fit.kvCacheGiB.value / copies) * bytesPerGiB - (kvReserveBytes?.value ?? 0);
  const held = sequenceBytes === 0 ? 0 : copies * Math.floor((filledShare.value * room) / sequenceBytes);
  return held <= fit.maxConcurrency.value
    ? fit.maxConcurrency
    : derived(
        held,
        'requests',
        `${filledShare.value} × ${show(fit.kvCacheGiB.value)} GiB ÷ (${show(kvBytesPerToken.value)} bytes × ${show(tokens)} tokens of a mean request), rounded down`,
        { from: [filledShare, fit.kvCacheGiB, kvBytesPerToken] },
      );
}
