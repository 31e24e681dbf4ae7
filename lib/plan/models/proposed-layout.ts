import type { Architecture } from '../../architecture/model/architecture';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { offering } from '../../catalogue/prices';
import { gpuMemory, type TensorParallel, tensorParallelSizes } from './gpu-memory';

/** Where a model can be served, as a first proposal. */
export interface ProposedLayout {
  readonly type: GpuInstanceType;
  readonly tensorParallel: TensorParallel;
}

/** A proposal holds so many sequences of so many tokens at least. Assumed: enough to try a model with several users. */
const proposedSequences = 8;
const proposedTokens = 8192;

/**
 * The cheapest instance type of a region, by list price, that holds a handful of sequences; the fewest GPUs of it.
 *
 * @param among names of the types to choose from. @default - every type of the catalogue
 */
export function proposedLayout(
  architecture: Architecture,
  region: string,
  among?: readonly string[],
): ProposedLayout | undefined {
  const sequenceTokens = Math.min(proposedTokens, architecture.context.defaultTokens);
  const candidates = gpuInstanceTypes.filter(({ name }) => among?.includes(name) ?? true);
  const layouts = candidates.flatMap((type) => {
    const usd = offering(type.name, region)?.onDemandUsdPerHour;
    const tensorParallel = tensorParallelSizes.find((size) => {
      const memory = gpuMemory(architecture, { type, tensorParallel: size, kvPrecision: 'bf16', sequenceTokens });
      return size <= type.gpuCount && memory.refusals.length === 0 && memory.sequences.value >= proposedSequences;
    });
    return tensorParallel === undefined || (usd === undefined && among === undefined)
      ? []
      : [{ type, tensorParallel, usd: usd ?? 0 }];
  });
  return layouts.sort((a, b) => a.usd - b.usd)[0];
}
