import { assumed, cautiousLatency, derived, type Figure, stated } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import { sharedZones } from '../../fleet/zones';
import { rootVolumeMiBPerSecond } from '../cold-start/root-volume';
import { batchSizes } from './batch-sizes';
import type { CellSizes } from './cell-sizes';
import { groupSizes, simulationInputs } from './group-sizes';
import { leadingTarget } from './leading-target';
import { longestPrefill } from './longest-prefill';
import type { NotYet } from './not-yet';
import { type PoolPlan, poolPlans } from './pools';
import { byPromise, type ServedWorkload } from './served-workload';
import type { ServingType } from './serving-type';
import type { SimulatedCell } from './simulated-cell';
import { type SimulatedSizes, simulatedSizes } from './simulated-sizes';
import { type SpikePlan, spikePlan } from './spike';
import { tightest } from './tightest';
import { type TimerPlan, timerPlan } from './timers';

/** One model in one region, with a group for each of its pools. */
export interface CellPlan extends Omit<CellSizes, 'spotMaxInstances'> {
  readonly model: string;
  readonly region: string;
  /** What it does: answers, or reads texts for the model that does. */
  readonly task: Model['task'];
  /** The workloads whose requests it takes. */
  readonly loads: readonly CellLoad[];
  /** Zone ids in which every allowed type is listed. */
  readonly zoneIds: readonly string[];
  /** First choice first. */
  readonly instanceTypes: readonly string[];
  /** The engine's limits, those of the allowed type that serves least. */
  readonly engine: EngineLimits;
  readonly pools: readonly PoolPlan[];
  /** Throughput of every instance's root volume, to which image and compile cache are written at every launch. */
  readonly rootVolumeMiBPerSecond: Figure;
  /** Requests running and waiting on one instance, averaged over the group: what target tracking holds. */
  readonly targetRequestsInFlight: Figure;
  /** From launch until the model answers: the slow end of the slowest type's cold start. */
  readonly coldStartAtMostSeconds: Figure;
  /** What the group waits once an instance is in service, its model loaded, before it counts it. */
  readonly instanceWarmupSeconds: Figure;
  /** Requests in flight at which every replica of an instance runs at its planned concurrency. */
  readonly fullRequestsInFlight: Figure;
  /** What simulations of its engines found; absent where it is sized by arithmetic. */
  readonly simulated?: SimulatedSizes;
  readonly timers: TimerPlan;
  readonly spike: SpikePlan;
  /** Why no stack deploys it yet; absent where one does. */
  readonly notYetDeployed?: NotYet;
}

/** One workload's part of a cell. */
export interface CellLoad {
  readonly workload: string;
  /** Share of the workload's demand that the cell takes while all regions are well. */
  readonly demandShare: Figure;
  /** Share of the cell's instances that the workload needs at peak: what it pays of the cell. */
  readonly cellShare: Figure;
}

export interface EngineLimits {
  readonly replicasPerInstance: Figure;
  readonly maxModelLengthTokens: Figure;
  /** Requests in flight on one replica. */
  readonly concurrency: number;
  /** From a request's first byte to its last token, at the objectives and the longest answer. */
  readonly longestRequestSeconds: Figure;
  /** Until the first token of the longest prompt; absent where the speed of an allowed type is unknown. */
  readonly longestPrefillSeconds?: Figure;
}

const firstMetric = assumed(120, 's', 'the first whole minute of metrics, and its publication');

/** More zones add endpoints and subnets, not much capacity. */
const maxZones = 3;

export function cellPlan(
  model: Model,
  region: string,
  served: readonly ServedWorkload[],
  simulated?: SimulatedCell,
): CellPlan {
  const first = served[0] as ServedWorkload;
  const { slowest } = tightest(served);
  const fullRequestsInFlight = full(slowest);
  const longestRequestSeconds = served.map(longestRequest).reduce((a, b) => (b.value > a.value ? b : a));
  const longestPrefillSeconds = longestPrefill(
    model,
    Math.max(...served.map(({ workload }) => workload.maxInputTokens)),
  );
  const coldStartAtMostSeconds = coldStartAtMost(first.types);
  const { spotMaxInstances, ...sizes } = byPromise(first, {
    latency: () => groupSizes(model, region, served, simulated),
    deadline: (batch) => batchSizes(model, region, batch),
  });
  const utilized = utilizedTarget(model, fullRequestsInFlight);
  const leading =
    simulated === undefined
      ? utilized
      : leadingTarget(tightest(served), fullRequestsInFlight, coldStartAtMostSeconds, simulated.growth);
  return {
    model: model.name,
    region,
    task: model.task,
    loads: cellLoads(served, region),
    zoneIds: sharedZones(model, region).slice(0, maxZones),
    instanceTypes: model.instanceTypes,
    engine: {
      replicasPerInstance: slowest.replicasPerInstance,
      maxModelLengthTokens: slowest.fit.maxModelLengthTokens,
      concurrency: slowest.replica.concurrency,
      longestRequestSeconds,
      ...(longestPrefillSeconds && { longestPrefillSeconds }),
    },
    ...sizes,
    ...(simulated && {
      simulated: simulatedSizes(simulated, groupSizes(model, region, served).minInstances, simulationInputs(served)),
    }),
    pools: poolPlans(
      model,
      region,
      { ...sizes, ...(spotMaxInstances && { spotMaxInstances }) },
      coldStartAtMostSeconds,
    ),
    rootVolumeMiBPerSecond: rootVolumeMiBPerSecond(model.instanceTypes),
    targetRequestsInFlight: leading.value < utilized.value ? leading : utilized,
    coldStartAtMostSeconds,
    instanceWarmupSeconds: instanceWarmup(first.types),
    fullRequestsInFlight,
    timers: timerPlan(coldStartAtMostSeconds, longestRequestSeconds),
    spike: spikePlan(sizes, slowest.plannedRequestsPerSecond, coldStartAtMostSeconds),
  };
}

/** What target tracking holds at most: the rest of a full instance absorbs bursts. */
const utilizedTarget = ({ targetUtilizationRatio }: Model, full: Figure): Figure =>
  derived(
    Math.max(1, Math.floor(full.value * targetUtilizationRatio)),
    'requests',
    `${full.value} requests in flight × ${targetUtilizationRatio} target utilisation`,
    { from: [full, stated(targetUtilizationRatio, 'ratio', 'models[].targetUtilizationRatio or its default')] },
  );

function cellLoads(served: readonly ServedWorkload[], region: string): CellLoad[] {
  const shares = served.map(({ sharesWithout }) => sharesWithout().get(region) as Figure);
  const parts = served.map(
    ({ demand, slowest }, index) =>
      (demand.peakRequestsPerSecond.value * (shares[index]?.value ?? 0)) / slowest.plannedRequestsPerSecond.value,
  );
  const sum = parts.reduce((total, part) => total + part, 0);
  const from = served.flatMap(({ demand, slowest }, index) => [
    demand.peakRequestsPerSecond,
    shares[index] as Figure,
    slowest.plannedRequestsPerSecond,
  ]);
  return served.map(({ workload }, index) => ({
    workload: workload.name,
    demandShare: shares[index] as Figure,
    cellShare:
      served.length === 1
        ? assumed(1, 'ratio', 'no other workload uses the cell')
        : derived(
            sum === 0 ? 1 / served.length : (parts[index] ?? 0) / sum,
            'ratio',
            'its peak ÷ what an instance serves of it, over the same sum of all workloads of the cell',
            { from },
          ),
  }));
}

function longestRequest({ workload, slowest }: ServedWorkload): Figure {
  const { latency } = workload.objectives;
  const first = latency?.timeToFirstTokenSeconds ?? cautiousLatency(slowest.replica.timeToFirstTokenSeconds);
  const each = latency?.timePerOutputTokenSeconds ?? cautiousLatency(slowest.replica.timePerOutputTokenSeconds);
  return derived(
    Math.ceil(first + workload.maxOutputTokens * each),
    's',
    `${stdSeconds(first)} s TTFT + ${workload.maxOutputTokens} tokens × ${stdSeconds(each)} s TPOT, both at their ${latency === undefined ? 'slow end' : 'objectives'}`,
    {
      from: [
        ...(latency === undefined
          ? [slowest.replica.timeToFirstTokenSeconds, slowest.replica.timePerOutputTokenSeconds]
          : [
              stated(first, 's', 'workloads[].objectives.timeToFirstTokenSeconds'),
              stated(each, 's', 'workloads[].objectives.timePerOutputTokenSeconds'),
            ]),
        stated(workload.maxOutputTokens, 'tokens', 'workloads[].maxOutputTokens'),
      ],
    },
  );
}

const stdSeconds = (seconds: number): number => Number(seconds.toPrecision(3));

/** The launch hook ends before: what is left are the load balancer's checks and the first whole minute of metrics. */
function instanceWarmup(types: readonly ServingType[]): Figure {
  const registrations = types.map(({ coldStart }) => coldStart.registration);
  const slowest = Math.max(...registrations.map(cautiousLatency));
  return derived(
    slowest + firstMetric.value,
    's',
    `${slowest} s registration + ${firstMetric.value} s until it is measured`,
    {
      from: [...registrations, firstMetric],
    },
  );
}

function coldStartAtMost(types: readonly ServingType[]): Figure {
  const totals = types.map(({ coldStart }) => coldStart.totalSeconds);
  return derived(
    Math.ceil(Math.max(...totals.map(cautiousLatency))),
    's',
    'the slow end of the longest cold start among the allowed types',
    { from: totals },
  );
}

const full = ({ replicasPerInstance, replica, heldConcurrency }: ServingType): Figure =>
  derived(
    replicasPerInstance.value * replica.concurrency,
    'requests',
    `${replicasPerInstance.value} replica${replicasPerInstance.value === 1 ? '' : 's'} × ${replica.concurrency} concurrent requests that meet the objectives`,
    {
      from: [replicasPerInstance, replica.timeToFirstTokenSeconds, replica.timePerOutputTokenSeconds, heldConcurrency],
    },
  );

/** Whether a workload of the fleet file uses the cell. */
export const serves = (cell: CellPlan, workload: Pick<Workload, 'name'>): boolean =>
  cell.loads.some((load) => load.workload === workload.name);
