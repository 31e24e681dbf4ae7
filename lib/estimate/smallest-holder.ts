import { type Place, smallestPlace } from '../architecture/places';
import { startRefusals } from '../architecture/start-refusals';
import { gpuPeaks } from '../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { gpusOf, layoutWords } from '../contract/replica-layout';
import { gpuLabel } from './asked-gpu';
import { replicaMemory, type ServedModel } from './replica-memory';

/** The least memory in one instance that holds a model with a request of this length. */
export const smallestHolder = (served: Omit<ServedModel, 'layout'>, sequenceTokens: number): Place | undefined =>
  smallestPlace(
    served.architecture,
    ({ type, layout }) => holds({ ...served, layout }, type, sequenceTokens),
    gpuInstanceTypes.filter(({ gpu, gpuMemoryMiB }) => gpuPeaks(gpu, gpuMemoryMiB) !== undefined),
  );

export const holds = (served: ServedModel, type: GpuInstanceType, sequenceTokens: number): boolean =>
  startRefusals(served.architecture, served.layout).length === 0 &&
  replicaMemory(served, type, sequenceTokens).concurrency.value >= 1;

/** `2 H100 (p5.48xlarge)`: GPUs, the instance type, and the layout where it is more than tensor parallel. */
export const holderName = ({ type, layout }: Place): string =>
  `${gpusOf(layout)} ${gpuLabel(type)} (${type.name}${layout.expertParallel ? `, ${layoutWords(layout)}` : ''})`;
