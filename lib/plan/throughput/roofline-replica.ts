import { gpuPeaks } from '../../catalogue/gpu-peaks';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { bytesPerValue, bytesPerWeight, type Precision } from '../../catalogue/precision';
import type { StatedSizes } from '../../fleet/model-sizes';
import type { RooflineReplica } from './roofline';

/** The sizes of a model that a roofline needs. */
export interface RooflineModel extends Omit<StatedSizes, 'contextTokens'> {
  readonly kvPrecision: Precision;
  readonly tensorParallel: number;
  /** Parameters that one token uses. @default - all */
  readonly activeParametersBillion?: number;
}

/** Undefined where the catalogue does not know the GPU's peaks. */
export function rooflineReplica(
  model: RooflineModel,
  { gpu, gpuMemoryMiB }: Pick<GpuInstanceType, 'gpu' | 'gpuMemoryMiB'>,
): RooflineReplica | undefined {
  const peaks = gpuPeaks(gpu, gpuMemoryMiB);
  if (peaks === undefined) {
    return undefined;
  }
  const bf16 = peaks.flopsPerSecond.bf16 as number;
  return {
    tensorParallel: model.tensorParallel,
    parameters: (model.activeParametersBillion ?? model.parametersBillion) * 1e9,
    layers: model.layers,
    kvHeads: model.kvHeads,
    weightBytes: model.parametersBillion * 1e9 * bytesPerWeight[model.precision],
    kvBytesPerToken: 2 * model.layers * model.kvHeads * model.headDimension * bytesPerValue[model.kvPrecision],
    memoryBytesPerSecond: peaks.memoryBytesPerSecond,
    // a precision that the GPU cannot compute is read as it is and computed in bf16
    flopsPerSecond: peaks.flopsPerSecond[model.precision] ?? bf16,
    attentionFlopsPerSecond: bf16,
    interconnectBytesPerSecond: peaks.interconnectBytesPerSecond,
  };
}
