import { type GpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { gpusOf, layoutWords } from '../contract/replica-layout';
import type { Architecture, Layout } from './model/architecture';

/** Numbers of GPUs that share the matrices of one replica. */
export const tensorParallelSizes = [1, 2, 4, 8] as const;

/**
 * Layouts of a replica on an instance type, those with the fewest GPUs first. With equally many GPUs a mixture of experts is
 * first divided as a dense model is, then keeps whole experts on each GPU, then also a copy of the attention: each divides
 * less, and suits sizes and blocks that those before it do not.
 */
export const layoutsOn = (
  { gpuCount }: Pick<GpuInstanceType, 'gpuCount'>,
  { experts }: Pick<Architecture, 'experts'>,
): readonly Layout[] =>
  tensorParallelSizes
    .filter((gpus) => gpuCount % gpus === 0)
    .flatMap((gpus): readonly Layout[] =>
      experts === undefined || gpus === 1
        ? [{ tensorParallel: gpus }]
        : [
            { tensorParallel: gpus },
            { tensorParallel: gpus, expertParallel: true },
            { tensorParallel: 1, dataParallel: gpus, expertParallel: true },
          ],
    );

/** A layout on an instance type. */
export interface Place {
  readonly type: GpuInstanceType;
  readonly layout: Layout;
}

/**
 * The place with the least memory of a replica that holds a model, on the smallest instance that has such GPUs; undefined
 * where none does.
 *
 * @param holds is asked once for equal GPUs in an equal layout
 */
export function smallestPlace(
  architecture: Pick<Architecture, 'experts'>,
  holds: (place: Place) => boolean,
  among: readonly GpuInstanceType[] = gpuInstanceTypes,
): Place | undefined {
  const places = among
    .flatMap((type) => layoutsOn(type, architecture).map((layout) => ({ type, layout })))
    .sort((a, b) => memoryOf(a) - memoryOf(b) || a.type.gpuCount - b.type.gpuCount || a.type.vcpus - b.type.vcpus);
  const asked = new Set<string>();
  return places.find((place) => {
    const { gpu, gpuMemoryMiB } = place.type;
    const key = `${gpu} ${gpuMemoryMiB} ${layoutWords(place.layout)}`;
    const isNew = !asked.has(key);
    asked.add(key);
    return isNew && holds(place);
  });
}

const memoryOf = ({ type, layout }: Place): number => gpusOf(layout) * type.gpuMemoryMiB;
