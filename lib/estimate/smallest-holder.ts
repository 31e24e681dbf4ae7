import { startRefusals } from '../architecture/start-refusals';
import { type GpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { gpuLabel, gpusBySize } from './asked-gpu';
import { replicaMemory, type ServedModel } from './replica-memory';

const sizes = [1, 2, 4, 8] as const;

/** The least memory in one instance that holds a model with a request of this length. */
export function smallestHolder(
  served: Omit<ServedModel, 'layout'>,
  sequenceTokens: number,
): { readonly type: GpuInstanceType; readonly gpus: number } | undefined {
  const candidates = gpusBySize()
    .flatMap((type) => sizes.filter((gpus) => gpus <= type.gpuCount).map((gpus) => ({ type, gpus })))
    .sort((a, b) => a.gpus * a.type.gpuMemoryMiB - b.gpus * b.type.gpuMemoryMiB);
  return candidates.find(({ type, gpus }) =>
    holds({ ...served, layout: { tensorParallel: gpus } }, type, sequenceTokens),
  );
}

export const holds = (served: ServedModel, type: GpuInstanceType, sequenceTokens: number): boolean =>
  startRefusals(served.architecture, served.layout).length === 0 &&
  replicaMemory(served, type, sequenceTokens).concurrency.value >= 1;

/** `2 H100 (p5.48xlarge)`: GPUs, and the instance type with the fewest GPUs that has them. */
export function holderName({ type, gpus }: { readonly type: GpuInstanceType; readonly gpus: number }): string {
  const [smallest = type] = gpuInstanceTypes
    .filter((one) => one.gpu === type.gpu && one.gpuMemoryMiB === type.gpuMemoryMiB && one.gpuCount >= gpus)
    .sort((a, b) => a.gpuCount - b.gpuCount || a.vcpus - b.vcpus);
  return `${gpus} ${gpuLabel(type)} (${smallest.name})`;
}
