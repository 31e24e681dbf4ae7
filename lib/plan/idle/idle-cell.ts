import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { cautiousRate, derived, type Figure, show } from '../../figures/figure';
import type { IdleWorkload, Model, Workload } from '../../fleet/fleet';
import { dayShape } from '../../simulation/arrivals/rate-shapes';
import type { CellPlan } from '../capacity/cell';
import { runningShare, simulationInputs } from '../capacity/group-sizes';
import { sentShares } from '../capacity/sent-shares';
import type { ServedWorkload } from '../capacity/served-workload';
import type { KeptPromise, SimulatedIdle } from '../capacity/simulated-cell';
import type { EstimateEnd } from '../capacity/simulated-engine';
import { replicaThroughput } from '../throughput/replica-throughput';

/** A batch on what one cell leaves idle. */
export interface IdleCell {
  readonly region: string;
  /** Requests in flight on a replica, of whatever workload, below which it takes one of the batch. */
  readonly belowInFlight: Figure;
  /** What holds them back: the scaling of the group, or a promise of the workloads beside it. */
  readonly heldBackBy: 'target tracking' | 'a promise';
  /** What an instance does of the batch alone at that concurrency. */
  readonly fullRequestsPerSecond: Figure;
  /** Mean share of the instances that the batch may use over an assumed day, all regions live. */
  readonly idleRatio: Figure;
  /** Mean requests of the batch that are done in a second. */
  readonly requestsPerSecond: Figure;
  /** What the workloads beside it see at their hardest load in a simulation, with the batch running. */
  readonly kept: readonly KeptPromise<Figure>[];
}

/** A cell with the workloads that people wait for, and what a simulation said of a batch beside them. */
export interface Host {
  readonly cell: CellPlan;
  readonly served: readonly ServedWorkload[];
  readonly confidence: EstimateEnd;
  readonly idle: SimulatedIdle;
}

export function idleCell(model: Model, batch: IdleWorkload, host: Host): IdleCell {
  const { cell, idle, confidence, served } = host;
  const copies = model.dataParallel ?? 1;
  const { slowest } = served[0] as ServedWorkload;
  const heldBackBy = idle.below < idle.most ? 'a promise' : 'target tracking';
  const belowInFlight = derived(
    idle.below * copies,
    'requests',
    heldBackBy === 'a promise'
      ? `the most with which every promise holds in a simulation at the ${confidence} speed; target tracking would allow ${idle.most * copies}`
      : `${cell.targetRequestsInFlight.value} requests in flight that target tracking holds × ${cell.minInstances.value} ÷ ${cell.minInstances.value + 1} instances, below 0.9 of them, over ${slowest.replicasPerInstance.value} replicas: the batch alone launches no instance and keeps none`,
    { from: [cell.targetRequestsInFlight, cell.minInstances, slowest.replicasPerInstance] },
  );
  const full = fullRate(model, batch, host);
  const fullRequestsPerSecond = derived(
    full,
    'requests/s',
    `${slowest.replicasPerInstance.value} replicas with ${belowInFlight.value} requests in flight, on straight lines between the points of its throughput (${confidence})`,
    { from: [belowInFlight, slowest.replicasPerInstance] },
  );
  const hours = idleByHour(model, host);
  const idleRatio = derived(
    mean(hours),
    'ratio',
    `mean over an assumed day of 1 − what the other workloads take of ${cell.minInstances.value} instances at that concurrency`,
    { from: [cell.minInstances, belowInFlight, ...served.map(({ demand }) => demand.meanRequestsPerSecond)] },
  );
  return {
    region: cell.region,
    belowInFlight,
    heldBackBy,
    fullRequestsPerSecond,
    idleRatio,
    requestsPerSecond: derived(
      idleRatio.value * cell.minInstances.value * full,
      'requests/s',
      `${show(idleRatio.value)} idle × ${cell.minInstances.value} instances × ${show(full)} requests/s`,
      { from: [idleRatio, cell.minInstances, fullRequestsPerSecond] },
    ),
    kept: idle.kept.map((seen) => ({
      ...seen,
      timeToFirstTokenSeconds: seenFigure(seen.timeToFirstTokenSeconds, seen, host),
      timePerOutputTokenSeconds: seenFigure(seen.timePerOutputTokenSeconds, seen, host),
    })),
  };
}

const seenFigure = (seconds: number, { at }: KeptPromise, { confidence, cell, served }: Host): Figure =>
  derived(
    seconds,
    's',
    `${at} at the hardest load in a simulation of ${cell.minInstances.value} instances at the ${confidence} speed, the batch running`,
    { from: [cell.minInstances, ...simulationInputs(served)] },
  );

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What an instance does of a workload, if nothing else runs, with so many requests in flight as the batch may fill it to. */
function fullRate(model: Model, workload: Workload, { idle, confidence, served }: Host): number {
  const { instanceType, replicasPerInstance } = (served[0] as ServedWorkload).slowest;
  const points = replicaThroughput(model, workload, gpuInstanceType(instanceType) as GpuInstanceType).map((point) => ({
    concurrency: point.concurrency,
    rate: confidence === 'central' ? point.requestsPerSecond.value : cautiousRate(point.requestsPerSecond),
  }));
  return replicasPerInstance.value * rateAt(idle.below * (model.dataParallel ?? 1), points);
}

/** More requests of a batch than an instance finishes in a second with so many in flight on a replica, whatever the range says. */
export function mostPerSecond(batch: IdleWorkload, { model, slowest }: ServedWorkload, inFlight: number): number {
  const type = gpuInstanceType(slowest.instanceType) as GpuInstanceType;
  const points = replicaThroughput(model, batch, type).map(({ concurrency, requestsPerSecond }) => ({
    concurrency,
    rate: requestsPerSecond.high ?? requestsPerSecond.value,
  }));
  return Math.ceil(margin * slowest.replicasPerInstance.value * rateAt(inFlight, points));
}

/** Drawn lengths are not their means. */
const margin = 1.5;

/** On straight lines between the points, the first from 0; flat beyond the last. */
export function rateAt(
  concurrency: number,
  points: readonly { readonly concurrency: number; readonly rate: number }[],
): number {
  let before = { concurrency: 0, rate: 0 };
  for (const point of points) {
    if (point.concurrency >= concurrency) {
      const part = (concurrency - before.concurrency) / (point.concurrency - before.concurrency);
      return before.rate + part * (point.rate - before.rate);
    }
    before = point;
  }
  return before.rate;
}

/**
 * Share of the running instances that the batch may use in each hour of an assumed day. A request holds its place in an
 * engine for as long as it does with all places taken, so that the shares of the workloads add up (Little's law).
 *
 * @param lost a region whose users are served elsewhere, as far as that is promised without a launch
 */
export function idleByHour(model: Model, host: Host, lost?: string): number[] {
  const { cell, served } = host;
  const sent = sentShares(served, lost, runningShare);
  const taken = served.map((one, index) => {
    const rate = fullRate(model, one.workload, host) * cell.minInstances.value;
    const { meanRequestsPerSecond, peakRequestsPerSecond } = one.demand;
    const own = meanRequestsPerSecond.value * (sent[index]?.get(cell.region) ?? 0);
    return dayShape(peakRequestsPerSecond.value / meanRequestsPerSecond.value).map((height) =>
      rate === 0 ? 1 : (own * height) / rate,
    );
  });
  return Array.from({ length: taken[0]?.length ?? 0 }, (_, hour) =>
    Math.max(0, 1 - taken.reduce((sum, shares) => sum + (shares[hour] as number), 0)),
  );
}

/** Requests of the batch that a cell finishes in each hour of an assumed day. */
export function finishedByHour(model: Model, batch: IdleWorkload, host: Host, lost?: string): number[] {
  const full = fullRate(model, batch, host) * host.cell.minInstances.value * 3600;
  return idleByHour(model, host, lost).map((idle) => idle * full);
}
