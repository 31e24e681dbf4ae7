import { sharedZones } from '../fleet/checks/instance-type-checks';
import type { Fleet, Model, Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import type { DemandPlan } from './demand';
import { assumed, cautiousLatency, derived, type Figure, show, stated } from './figure';
import type { ServingType } from './serving-type';

/** One model in one region, with its baseline group. */
export interface CellPlan {
  readonly model: string;
  readonly region: string;
  readonly workload: string;
  /** Zone ids in which every allowed type is listed. */
  readonly zoneIds: readonly string[];
  /** First choice first. */
  readonly instanceTypes: readonly string[];
  /** The engine's limits, those of the allowed type that serves least. */
  readonly engine: EngineLimits;
  readonly demandShare: Figure;
  readonly minInstances: Figure;
  readonly maxInstances: Figure;
  /** Requests running and waiting on one instance, averaged over the group: what target tracking holds. */
  readonly targetRequestsInFlight: Figure;
  /** What the group waits before it counts a new instance: the slow end of the slowest type's cold start. */
  readonly instanceWarmupSeconds: Figure;
  /** Requests in flight at which every replica of an instance runs at its planned concurrency. */
  readonly fullRequestsInFlight: Figure;
}

export interface EngineLimits {
  readonly replicasPerInstance: Figure;
  readonly maxModelLengthTokens: Figure;
  /** Of one replica. */
  readonly concurrency: number;
  /** From a request's first byte to its last token, at the objectives and the longest answer. */
  readonly longestRequestSeconds: Figure;
}

/** More zones add endpoints and subnets, not much capacity. */
const maxZones = 3;

/** Room above the minimum for demand above the planned peak and for launching before terminating. */
const growthRatio = assumed(0.25, 'ratio', 'room above the minimum for demand above the planned peak');

/** Instances for the whole peak, over all regions together. */
export function instancesForPeak(demand: DemandPlan, slowest: ServingType): Figure {
  const peak = demand.peakRequestsPerSecond.value;
  const each = slowest.plannedRequestsPerSecond.value;
  return derived(
    Math.ceil(peak / each),
    'instances',
    `${show(peak)} requests/s peak ÷ ${show(each)} requests/s of one ${slowest.instanceType}, rounded up`,
    { from: [demand.peakRequestsPerSecond, slowest.plannedRequestsPerSecond] },
  );
}

export interface CellInputs {
  readonly fleet: Fleet;
  readonly model: Model;
  readonly workload: Workload;
  readonly demand: DemandPlan;
  /** The allowed type that serves least: capacity is sized for it, whichever type launches. */
  readonly slowest: ServingType;
  readonly types: readonly ServingType[];
  readonly regions: readonly string[];
  readonly sharesWithout: SharesWithout;
}

/** Share of the demand that reaches each region, while all are well or once one is lost. */
export type SharesWithout = (lost?: string) => ReadonlyMap<string, Figure>;

export function cellPlan(inputs: CellInputs, region: string): CellPlan {
  const { model, workload, slowest } = inputs;
  const demandShare = inputs.sharesWithout().get(region) as Figure;
  const minInstances = minimum(inputs, region, demandShare);
  const fullRequestsInFlight = full(slowest);
  return {
    model: model.name,
    region,
    workload: workload.name,
    zoneIds: sharedZones(model, region).slice(0, maxZones),
    instanceTypes: model.instanceTypes,
    engine: {
      replicasPerInstance: slowest.replicasPerInstance,
      maxModelLengthTokens: slowest.fit.maxModelLengthTokens,
      concurrency: slowest.replica.concurrency,
      longestRequestSeconds: longestRequest(workload),
    },
    demandShare,
    minInstances,
    maxInstances: maximum(model, minInstances),
    targetRequestsInFlight: derived(
      Math.max(1, Math.floor(fullRequestsInFlight.value * model.targetUtilizationRatio)),
      'requests',
      `${fullRequestsInFlight.value} requests in flight × ${model.targetUtilizationRatio} target utilisation`,
      {
        from: [
          fullRequestsInFlight,
          stated(model.targetUtilizationRatio, 'ratio', 'models[].targetUtilizationRatio or its default'),
        ],
      },
    ),
    instanceWarmupSeconds: instanceWarmup(inputs.types),
    fullRequestsInFlight,
  };
}

function longestRequest({ objectives, maxOutputTokens }: Workload): Figure {
  const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: each } = objectives;
  return derived(
    Math.ceil(first + maxOutputTokens * each),
    's',
    `${first} s TTFT + ${maxOutputTokens} tokens × ${each} s TPOT, both at their objectives`,
    {
      from: [
        stated(first, 's', 'workloads[].objectives.timeToFirstTokenSeconds'),
        stated(each, 's', 'workloads[].objectives.timePerOutputTokenSeconds'),
        stated(maxOutputTokens, 'tokens', 'workloads[].maxOutputTokens'),
      ],
    },
  );
}

function instanceWarmup(types: readonly ServingType[]): Figure {
  const totals = types.map(({ coldStart }) => coldStart.totalSeconds);
  return derived(
    Math.ceil(Math.max(...totals.map(cautiousLatency))),
    's',
    'the slow end of the longest cold start among the allowed types',
    { from: totals },
  );
}

const full = ({ replicasPerInstance, replica, fit }: ServingType): Figure =>
  derived(
    replicasPerInstance.value * replica.concurrency,
    'requests',
    `${replicasPerInstance.value} replicas × ${replica.concurrency} concurrent requests that meet the objectives`,
    {
      from: [
        replicasPerInstance,
        replica.timeToFirstTokenSeconds,
        replica.timePerOutputTokenSeconds,
        fit.maxConcurrency,
      ],
    },
  );

/** What the region needs for its own users, and for those that come to it once any other region is lost. */
function minimum(
  { model, workload, demand, slowest, regions, sharesWithout }: CellInputs,
  region: string,
  demandShare: Figure,
): Figure {
  const { min } = model.instancesPerRegion;
  if (min !== undefined) {
    return stated(min, 'instances', 'models[].instancesPerRegion.min');
  }
  const peak = demand.peakRequestsPerSecond.value;
  const each = slowest.plannedRequestsPerSecond.value;
  const own = Math.max(1, Math.ceil((peak * demandShare.value) / each));
  const from = [demand.peakRequestsPerSecond, demandShare, slowest.plannedRequestsPerSecond];
  if (isNone(workload.failover)) {
    return derived(own, 'instances', `${show(demandShare.value)} of the peak, no capacity kept for failover`, { from });
  }
  const promised = stated(
    workload.failover.survivorsShareRatio,
    'ratio',
    'failover.survivorsShareRatio or its default',
  );
  const losses = regions
    .filter((lost) => lost !== region)
    .map((lost) => ({ lost, share: sharesWithout(lost).get(region) as Figure }));
  const worst = losses.reduce((a, b) => (b.share.value > a.share.value ? b : a));
  const afterLoss = Math.ceil((peak * promised.value * worst.share.value) / each);
  return derived(
    Math.max(own, afterLoss),
    'instances',
    `the larger of ${own} for its own users and ⌈${show(peak * promised.value)} requests/s × ${show(worst.share.value)} ÷ ${show(each)} requests/s⌉ = ${afterLoss} once ${worst.lost} is lost`,
    { from: [...from, promised, worst.share] },
  );
}

function maximum(model: Model, minInstances: Figure): Figure {
  const { max } = model.instancesPerRegion;
  if (max !== undefined) {
    return stated(max, 'instances', 'models[].instancesPerRegion.max');
  }
  const room = Math.max(1, Math.ceil(minInstances.value * growthRatio.value));
  return assumed(
    minInstances.value + room,
    'instances',
    `minimum + ${growthRatio.value * 100} %: ${growthRatio.source}`,
  );
}
