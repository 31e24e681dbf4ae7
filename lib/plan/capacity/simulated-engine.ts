import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { engineRequestLimit } from '../../engine/engine-flags';
import { cautiousLatency, type Figure } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { defaultBlockTokens, type EngineLimits } from '../../simulation/engine-limits';
import {
  type ClosedLoopPoint,
  type PointLengths,
  type StepModel,
  type StepParts,
  stepsThroughPoints,
} from '../../simulation/steps-through-points';
import { stepSeconds, stepTiming } from '../../throughput/step-seconds';
import { maxBatchedTokens } from '../throughput/engine-overhead';
import { bytesPerGiB } from '../throughput/model-memory';
import { prefixReuse } from '../throughput/prefix-reuse';
import { askedEngine, replicaThroughput } from '../throughput/replica-throughput';
import type { ServedWorkload } from './served-workload';
import type { ServingType } from './serving-type';

/** A copy of the attention with its own requests, as the simulator takes it: the whole replica where it has one copy. */
export interface SimulatedEngine extends StepModel {
  readonly engine: EngineLimits;
  readonly enginesPerInstance: number;
}

/** Everything that the steps and limits of an engine follow from, as plain data. */
export interface EngineInputs extends Pick<SimulatedEngine, 'engine' | 'enginesPerInstance'> {
  readonly points: readonly ClosedLoopPoint[];
  readonly lengths: PointLengths;
  readonly parts: StepParts;
}

/** The value of a throughput, or the end of its range that promises less. */
export type EstimateEnd = 'central' | 'cautious';

/** Engines of a workload on one type: steps as long as the plan's throughput says, a cache as large as its memory fit leaves. */
export const simulatedEngine = (one: ServedWorkload, serving: ServingType, end: EstimateEnd): SimulatedEngine =>
  engineOfInputs(engineInputs(one, serving, end));

export const engineOfInputs = ({
  engine,
  enginesPerInstance,
  points,
  lengths,
  parts,
}: EngineInputs): SimulatedEngine => ({
  engine,
  enginesPerInstance,
  ...stepsThroughPoints(points, lengths, parts, engine.maxSequences),
});

/**
 * Digits of the seconds that a simulation begins with. The last digits of `Math.exp` may differ from one release of Node to
 * the next, and a simulation may not.
 */
const keptDigits = 9;

const kept = (value: number): number => Number(value.toPrecision(keptDigits));

export function engineInputs(
  { model, workload }: ServedWorkload,
  serving: ServingType,
  end: EstimateEnd,
): EngineInputs {
  const type = gpuInstanceType(serving.instanceType) as GpuInstanceType;
  const copies = model.dataParallel ?? 1;
  const concurrency = Math.ceil(serving.replica.concurrency / copies);
  const { meanInputTokens: inputTokens, meanOutputTokens: outputTokens } = workload.demand;
  const lengths = {
    inputTokens,
    outputTokens,
    prefillTokens: Math.max(1, inputTokens * (1 - prefixReuse(workload).value)),
  };
  const seconds = (figure: Figure): number => kept(end === 'central' ? figure.value : cautiousLatency(figure));
  const parts = partsOfStep(model, type, lengths, concurrency, end);
  return {
    engine: {
      maxSequences: concurrency,
      maxBatchedTokens: maxBatchedTokens(model, type).value,
      maxInFlight: engineRequestLimit(concurrency),
      cacheBlocks: cacheBlocks(serving, copies, concurrency),
    },
    enginesPerInstance: serving.replicasPerInstance.value * copies,
    points: replicaThroughput(model, workload, type).map((point) => ({
      concurrency: point.concurrency / copies,
      timeToFirstTokenSeconds: seconds(point.timeToFirstTokenSeconds),
      timePerOutputTokenSeconds: seconds(point.timePerOutputTokenSeconds),
    })),
    lengths,
    parts: {
      secondsPerPromptToken: kept(parts.secondsPerPromptToken),
      secondsPerContextToken: kept(parts.secondsPerContextToken),
    },
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

/**
 * What a token of a prompt, and a token of the cache, add to a step of an engine under this load; infinite where the GPU's
 * peaks are unknown, so that the measured points decide. Copies of the attention compute their prompts at the same time.
 */
function partsOfStep(
  model: Model,
  type: GpuInstanceType,
  lengths: PointLengths,
  concurrency: number,
  end: EstimateEnd,
): StepParts {
  const asked = askedEngine(model, type);
  if (asked === undefined) {
    return { secondsPerPromptToken: Number.POSITIVE_INFINITY, secondsPerContextToken: Number.POSITIVE_INFINITY };
  }
  const { inputTokens, outputTokens } = lengths;
  const copies = model.dataParallel ?? 1;
  const prefillTokens = Math.min(lengths.prefillTokens, maxBatchedTokens(model, type).value);
  const decodeSequences = concurrency * copies;
  const contextTokens = inputTokens + outputTokens / 2;
  const timing = stepTiming(asked, { ...lengths, concurrency: decodeSequences });
  const seconds = (promptTokens: number, context: number): number =>
    stepSeconds(timing, {
      prefillTokens: promptTokens * copies,
      prefilledTokens: promptTokens === 0 ? 0 : inputTokens - prefillTokens,
      decodeSequences,
      contextTokens: context,
    })[end === 'central' ? 'expected' : 'cautious'];
  const decode = seconds(0, contextTokens);
  return {
    secondsPerPromptToken: (seconds(prefillTokens, contextTokens) - decode) / prefillTokens,
    secondsPerContextToken: (seconds(0, 2 * contextTokens) - decode) / (concurrency * contextTokens),
  };
}
