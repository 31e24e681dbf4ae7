import { activeParameters } from '../../architecture/parameters';
import { gpuPeaks } from '../../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { engineRequestLimit } from '../../engine/engine-flags';
import { cautiousLatency, type Figure } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { defaultBlockTokens, type EngineLimits } from '../../simulation/engine-limits';
import { type StepModel, stepsThroughPoints } from '../../simulation/steps-through-points';
import { maxBatchedTokens } from '../throughput/engine-overhead';
import { bytesPerGiB } from '../throughput/model-memory';
import { prefixReuse } from '../throughput/prefix-reuse';
import { replicaThroughput } from '../throughput/replica-throughput';
import type { ServedWorkload } from './served-workload';
import type { ServingType } from './serving-type';

/** A copy of the attention with its own requests, as the simulator takes it: the whole replica where it has one copy. */
export interface SimulatedEngine extends StepModel {
  readonly engine: EngineLimits;
  readonly enginesPerInstance: number;
}

/** The value of a throughput, or the end of its range that promises less. */
export type EstimateEnd = 'central' | 'cautious';

/** Share of a GPU's peak at which prompts are computed, and of its bandwidth at which the cache is read: what the roofline was fitted to, rounded. */
const efficiency = 0.7;

/** Engines of a workload on one type: steps as long as the plan's throughput says, a cache as large as its memory fit leaves. */
export function simulatedEngine(
  { model, workload }: ServedWorkload,
  serving: ServingType,
  end: EstimateEnd,
): SimulatedEngine {
  const type = gpuInstanceType(serving.instanceType) as GpuInstanceType;
  const copies = model.dataParallel ?? 1;
  const concurrency = Math.ceil(serving.replica.concurrency / copies);
  const { meanInputTokens: inputTokens, meanOutputTokens: outputTokens } = workload.demand;
  const lengths = {
    inputTokens,
    outputTokens,
    prefillTokens: Math.max(1, inputTokens * (1 - prefixReuse(workload).value)),
  };
  const points = replicaThroughput(model, workload, type);
  const seconds = (figure: Figure): number => (end === 'central' ? figure.value : cautiousLatency(figure));
  const slower =
    (points[0] && seconds(points[0].timeToFirstTokenSeconds) / points[0].timeToFirstTokenSeconds.value) ?? 1;
  return {
    engine: {
      maxSequences: concurrency,
      maxBatchedTokens: maxBatchedTokens(model, type).value,
      maxInFlight: engineRequestLimit(concurrency),
      cacheBlocks: cacheBlocks(serving, copies, concurrency),
    },
    enginesPerInstance: serving.replicasPerInstance.value * copies,
    ...stepsThroughPoints(
      points.map((point) => ({
        concurrency: point.concurrency / copies,
        timeToFirstTokenSeconds: seconds(point.timeToFirstTokenSeconds),
        timePerOutputTokenSeconds: seconds(point.timePerOutputTokenSeconds),
      })),
      lengths,
      {
        secondsPerPromptToken: slower * secondsPerPromptToken(model, type),
        secondsPerContextToken: serving.fit.kvBytesPerToken.value / memoryRate(model, type),
      },
      concurrency,
    ),
  };
}

/** vLLM keeps one block for itself. */
function cacheBlocks({ fit }: ServingType, copies: number, concurrency: number): number {
  const { kvCacheGiB, kvReserveBytes, kvBytesPerSequence, kvBytesPerToken } = fit;
  const bytes =
    (kvCacheGiB.value / copies) * bytesPerGiB -
    (kvReserveBytes?.value ?? 0) -
    concurrency * (kvBytesPerSequence?.value ?? 0);
  return Math.floor(bytes / (kvBytesPerToken.value * defaultBlockTokens)) - 1;
}

const memoryRate = (model: Model, { gpu, gpuMemoryMiB }: GpuInstanceType): number =>
  (gpuPeaks(gpu, gpuMemoryMiB)?.memoryBytesPerSecond ?? Number.POSITIVE_INFINITY) * model.tensorParallel * efficiency;

/** Two operations a parameter; infinite where the GPU's peaks are unknown, so that the measured points decide. */
function secondsPerPromptToken(model: Model, { gpu, gpuMemoryMiB }: GpuInstanceType): number {
  const peaks = gpuPeaks(gpu, gpuMemoryMiB)?.flopsPerSecond;
  const flopsPerSecond = peaks?.[model.precision] ?? peaks?.bf16;
  const parameters =
    model.architecture === undefined
      ? (model.memory?.activeParametersBillion ?? model.parametersBillion)
      : activeParameters(model.architecture).value;
  return flopsPerSecond === undefined
    ? Number.POSITIVE_INFINITY
    : (2 * parameters * 1e9) / (flopsPerSecond * model.tensorParallel * efficiency);
}
