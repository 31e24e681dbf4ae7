import { type DenseModel, denseModels } from '../../catalogue/benchmarked-models';
import { gpuPeaks } from '../../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { type MeasuredPoint, measuredPointsOf } from '../../catalogue/measured-throughput';
import type { Precision } from '../../catalogue/precision';
import { vllm } from '../../engine/vllm';
import { bytesPerGiB } from './model-memory';
import type { RooflineReplica } from './roofline';
import { rooflineReplica } from './roofline-replica';
import type { Latency, Load } from './step-time-model';

/** A measurement as the roofline is fitted to it. */
export interface Observation extends Latency {
  /** Model and GPU: what is held out together. */
  readonly group: string;
  readonly replica: RooflineReplica;
  /** As sent, not as stated in the table. */
  readonly load: Load;
  /** The measurement itself. */
  readonly point: MeasuredPoint;
}

/** What the roofline can be judged by: dense models under a closed loop, every sequence in the KV cache. */
export const fittedObservations = (): Observation[] =>
  denseModels.filter(({ notClosedLoop }) => notClosedLoop === undefined).flatMap(observationsOf);

/** Dense points that the fit leaves out, see `notClosedLoop`. */
export const otherObservations = (): Observation[] =>
  denseModels.filter(({ notClosedLoop }) => notClosedLoop !== undefined).flatMap(observationsOf);

/** An instance type with that GPU, in the variant whose peaks are known. */
const typeWith = (name: string): GpuInstanceType | undefined =>
  gpuInstanceTypes.find(({ gpu, gpuMemoryMiB }) => gpu === name && gpuPeaks(gpu, gpuMemoryMiB) !== undefined);

function observationsOf(model: DenseModel): Observation[] {
  return measuredPointsOf(model.weights).flatMap((point) => {
    const kvPrecision = model.kvPrecision[point.gpu];
    const type = typeWith(point.gpu);
    if (kvPrecision === undefined || type === undefined) {
      return [];
    }
    const precision = point.precision as Precision;
    const replica = rooflineReplica({ ...model, kvPrecision, precision, tensorParallel: point.tensorParallel }, type);
    if (replica === undefined || !fitsCache(replica, point, type)) {
      return [];
    }
    const { timeToFirstTokenSeconds, timePerOutputTokenSeconds } = point;
    return [
      {
        group: `${model.weights} on ${point.gpu}`,
        replica,
        load: {
          concurrency: point.concurrency,
          inputTokens: point.inputTokens * model.meanLengthRatio,
          outputTokens: point.outputTokens * model.meanLengthRatio,
        },
        timeToFirstTokenSeconds,
        timePerOutputTokenSeconds,
        point,
      },
    ];
  });
}

/** Memory of one GPU besides weights and cache, at the high end of what engines log, so that no point beyond the cache is kept. */
const overheadGiB = 4;

/** Beyond the KV cache requests queue, and no plan goes there. */
function fitsCache(
  { weightBytes, kvBytesPerToken, tensorParallel }: RooflineReplica,
  { concurrency, inputTokens, outputTokens }: MeasuredPoint,
  { gpuMemoryMiB }: GpuInstanceType,
): boolean {
  const usableGiB = (gpuMemoryMiB / 1024) * vllm.gpuMemoryUtilizationRatio - overheadGiB;
  const cacheBytes = tensorParallel * usableGiB * bytesPerGiB - weightBytes;
  return concurrency * (inputTokens + outputTokens) * kvBytesPerToken <= cacheBytes;
}
