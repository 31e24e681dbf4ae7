import { gpuPeaks } from '../../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceType, instanceTypesProvenance } from '../../catalogue/instance-types';
import { error, type Fault, type Finding } from '../../contract/findings';
import { layoutOf, layoutWords } from '../../contract/replica-layout';
import {
  assumed,
  cautiousLatency,
  cautiousRate,
  derived,
  type Figure,
  published,
  show,
  stated,
} from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import { type ShapeTraits, shapeTraits } from '../../fleet/shape-traits';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { type ColdStart, coldStart } from '../cold-start/cold-start';
import type { PricedInstance } from '../cold-start/shortenings';
import { instancePrice } from '../prices/price';
import { confidenceOn } from '../throughput/confidence';
import { encoderThroughput } from '../throughput/encoder-throughput';
import { fullestReplica } from '../throughput/fullest-replica';
import { gpusFigure } from '../throughput/layout-figure';
import { meanSequencesThatFit } from '../throughput/mean-sequences';
import { type MemoryFit, memoryFit, type TokenLimits } from '../throughput/memory-fit';
import { meetsLatency } from '../throughput/replica-load';
import { replicaThroughput } from '../throughput/replica-throughput';
import { holderText } from './cheapest-holder';

/** What a model does on one allowed instance type under one workload. */
export interface ServingType {
  readonly instanceType: string;
  readonly gpu: string;
  readonly gpuCount: number;
  readonly fit: MemoryFit;
  /** Requests that the KV cache holds at once: of the maximum length, or with simulated sizing of the mean one. */
  readonly heldConcurrency: Figure;
  readonly coldStart: ColdStart;
  /** GPUs of the instance ÷ GPUs of a replica, behind one serving port. */
  readonly replicasPerInstance: Figure;
  /** The highest concurrency, measured or predicted, that meets the objectives and fits the KV cache. */
  readonly replica: ReplicaThroughput;
  /** All replicas, at the cautious end of the range and at the target utilisation; a batch needs no room for bursts. */
  readonly plannedRequestsPerSecond: Figure;
}

const source = 'plan: memory fit and latency objectives, docs/plan.md';

/** What the workloads of one cell have in common: its engines have one length limit and one concurrency. */
export interface EngineBounds extends TokenLimits {
  /** The lowest concurrency that any of them is planned at. */
  readonly concurrency: number;
}

/** Works out one allowed type, or says why it cannot serve the workload. */
export function servingType(
  fleet: Fleet,
  model: Model,
  workload: Workload,
  name: string,
  bounds: EngineBounds,
): ServingType | Finding {
  const type = gpuInstanceType(name) as GpuInstanceType;
  const path = ['models', fleet.models.indexOf(model), 'instanceTypes', model.instanceTypes.indexOf(name)];
  const fit = memoryFit(model, bounds, type);
  if (fit.maxConcurrency.value < 1) {
    return error(path, {
      problem: `does not fit ${model.name}: the KV cache would have ${show(fit.kvCacheGiB.value)} GiB (${fit.kvCacheGiB.source})`,
      got: name,
      expected: `room for one sequence of ${fit.maxModelLengthTokens.value} tokens`,
      fix: `${holderText(model, bounds, fleet.jurisdictions[workload.jurisdiction] ?? [])}; or lower the precision or the token limits`,
      source,
    });
  }
  const throughput = model.task === 'generate' ? replicaThroughput : encoderThroughput;
  const points = throughput(model, workload, type);
  if (points.length === 0) {
    return error(path, {
      ...unsized(model, type),
      got: name,
      source,
    });
  }
  const { latency } = workload.objectives;
  const isSimulated = fleet.sizing === 'simulated';
  const held = isSimulated ? meanSequencesThatFit(model, workload, fit, type) : fit.maxConcurrency;
  const end = isSimulated ? confidenceOn(fleet, model, workload, name) : 'cautious';
  const fits = (point: ReplicaThroughput): boolean =>
    point.concurrency <= held.value && meetsLatency(point, latency, end);
  const fitting = points.filter(fits);
  const isBounded = (point: ReplicaThroughput): boolean => point.concurrency <= bounds.concurrency && fits(point);
  const replica =
    (isSimulated && model.task === 'generate'
      ? fullestReplica(points, { model, workload, type }, isBounded)
      : fitting.filter(isBounded).at(-1)) ?? fitting[0];
  if (replica === undefined) {
    const slowest = points[0] as ReplicaThroughput;
    return error(path, {
      problem: `cannot meet the objectives: with ${slowest.concurrency} requests in flight TTFT may be ${show(cautiousLatency(slowest.timeToFirstTokenSeconds))} s and TPOT ${show(cautiousLatency(slowest.timePerOutputTokenSeconds))} s; memory fits ${fit.maxConcurrency.value} sequences of the maximum length`,
      got: name,
      expected:
        latency === undefined
          ? 'room in the KV cache'
          : `TTFT ≤ ${latency.timeToFirstTokenSeconds} s and TPOT ≤ ${latency.timePerOutputTokenSeconds} s`,
      fix: 'allow a faster type, more GPUs of a replica, or relax the objectives',
      source,
    });
  }
  return {
    instanceType: name,
    gpu: type.gpu,
    gpuCount: type.gpuCount,
    fit,
    heldConcurrency: held,
    coldStart: coldStart(model, fit, pricedInstance(fleet, workload, name)),
    replica,
    ...perInstance(model, type, replica, shapeTraits[workload.shape].promise),
  };
}

/** Why no throughput is known, and what would give one. */
function unsized(model: Model, { gpu, gpuMemoryMiB }: GpuInstanceType): Pick<Fault, 'problem' | 'expected' | 'fix'> {
  if (gpuPeaks(gpu, gpuMemoryMiB) === undefined) {
    return {
      problem: `cannot be planned: no source that this project has read states how fast the ${gpu} computes`,
      expected: 'a type whose GPU has published peaks',
      fix: 'allow another type: npx polyregion types marks those that no plan can use',
    };
  }
  const { weights, precision } = model;
  return {
    problem: `has no throughput for ${weights} ${precision}, ${layoutWords(layoutOf(model))}: the roofline needs the layers of the model and a GPU with known peaks`,
    expected: 'a GPU with known peaks, and a model with a config.json or with equal layers',
    fix: 'allow another type, or name the config.json of the model',
  };
}

/** Prices are those of the workload's first region. */
function pricedInstance(fleet: Fleet, { jurisdiction }: Workload, instanceType: string): PricedInstance {
  const region = fleet.jurisdictions[jurisdiction]?.[0] as string;
  return { instanceType, region, instanceUsdPerHour: instancePrice(fleet, instanceType, region) };
}

const utilizationFor: Readonly<Record<ShapeTraits['promise'], (model: Model) => Figure>> = {
  latency: ({ targetUtilizationRatio }) =>
    stated(targetUtilizationRatio, 'ratio', 'models[].targetUtilizationRatio or its default'),
  deadline: () => assumed(1, 'ratio', 'a batch keeps every replica full: no client waits for one of its requests'),
};

function perInstance(
  model: Model,
  type: GpuInstanceType,
  replica: ReplicaThroughput,
  promise: ShapeTraits['promise'],
): Pick<ServingType, 'replicasPerInstance' | 'plannedRequestsPerSecond'> {
  const gpus = gpusFigure(model);
  const replicas = type.gpuCount / gpus.value;
  const lowRequestsPerSecond = cautiousRate(replica.requestsPerSecond);
  const utilization = utilizationFor[promise](model);
  const replicasPerInstance = derived(
    replicas,
    'replicas',
    `${type.gpuCount} GPUs ÷ ${gpus.value} of a replica (${layoutWords(layoutOf(model))})`,
    { from: [published(type.gpuCount, 'GPUs', instanceTypesProvenance), gpus] },
  );
  return {
    replicasPerInstance,
    plannedRequestsPerSecond: derived(
      replicas * lowRequestsPerSecond * utilization.value,
      'requests/s',
      `${replicas} replicas × ${show(lowRequestsPerSecond)} requests/s (${replica.requestsPerSecond.origin}, cautious end) × ${utilization.value} target utilisation`,
      {
        from: [replicasPerInstance, replica.requestsPerSecond, utilization],
      },
    ),
  };
}

export const isServingType = (outcome: ServingType | Finding): outcome is ServingType => 'instanceType' in outcome;
export const isUnfit = (outcome: ServingType | Finding): outcome is Finding => !isServingType(outcome);
