import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { cautiousRate } from '../../figures/figure';
import type { IdleWorkload, Workload } from '../../fleet/fleet';
import { dayShape } from '../../simulation/arrivals/rate-shapes';
import type { CellPlan } from '../capacity/cell';
import { runningShare } from '../capacity/group-sizes';
import { sentShares } from '../capacity/sent-shares';
import type { ServedWorkload } from '../capacity/served-workload';
import type { SimulatedIdle } from '../capacity/simulated-cell';
import type { EstimateEnd } from '../capacity/simulated-engine';
import { replicaThroughput } from '../throughput/replica-throughput';

/** A cell with the workloads that people wait for, and what a simulation said of a batch beside them. */
export interface Host {
  readonly cell: CellPlan;
  readonly served: readonly ServedWorkload[];
  /** The end of the throughput's range that decides. */
  readonly confidence: EstimateEnd;
  readonly idle: SimulatedIdle;
}

/** What an instance does of a workload, if nothing else runs, with so many requests in flight as the batch may fill it to. */
export function fullRate(workload: Workload, { idle, served }: Host, end: EstimateEnd): number {
  const one = served[0] as ServedWorkload;
  const points = pointsOf(workload, one, ({ requestsPerSecond }) =>
    end === 'central' ? requestsPerSecond.value : cautiousRate(requestsPerSecond),
  );
  return one.slowest.replicasPerInstance.value * rateAt(idle.below * (one.model.dataParallel ?? 1), points);
}

/** Drawn lengths are not their means. */
const margin = 1.5;

/** More requests of a batch than an instance finishes in a second with so many in flight on a replica, whatever the range says. */
export function mostPerSecond(batch: IdleWorkload, one: ServedWorkload, inFlight: number): number {
  const points = pointsOf(batch, one, ({ requestsPerSecond }) => requestsPerSecond.high ?? requestsPerSecond.value);
  return Math.ceil(margin * one.slowest.replicasPerInstance.value * rateAt(inFlight, points));
}

interface Point {
  readonly concurrency: number;
  readonly rate: number;
}

type Throughput = ReturnType<typeof replicaThroughput>[number];

/** A workload on the model and the slowest type of a cell. */
const pointsOf = (
  workload: Workload,
  { model, slowest }: ServedWorkload,
  rateOf: (point: Throughput) => number,
): Point[] =>
  replicaThroughput(model, workload, gpuInstanceType(slowest.instanceType) as GpuInstanceType).map((point) => ({
    concurrency: point.concurrency,
    rate: rateOf(point),
  }));

/** On straight lines between the points, the first from 0; flat beyond the last. */
function rateAt(concurrency: number, points: readonly Point[]): number {
  let before: Point = { concurrency: 0, rate: 0 };
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
 * Share of the running instances that the batch may use in each hour of a day. A request holds its place in an engine for as
 * long as it does with all places taken, so that the shares of the workloads add up (Little's law).
 *
 * @param lost a region whose users are served elsewhere, as far as that is promised without a launch
 */
export function idleByHour(host: Host, end: EstimateEnd, lost?: string): number[] {
  const { cell, served, idle } = host;
  const sent = sentShares(served, lost, runningShare);
  const taken = served.map(({ workload, demand }, index) => {
    const { meanRequestsPerSecond, peakRequestsPerSecond } = demand;
    const rate = fullRate(workload, host, end) * cell.minInstances.value;
    const own = meanRequestsPerSecond.value * (sent[index]?.get(cell.region) ?? 0);
    const day = idle.days[workload.name] ?? dayShape(peakRequestsPerSecond.value / meanRequestsPerSecond.value);
    return day.map((height) => (rate === 0 ? 1 : (own * height) / rate));
  });
  return Array.from({ length: taken[0]?.length ?? 0 }, (_, hour) =>
    Math.max(0, 1 - taken.reduce((sum, shares) => sum + (shares[hour] as number), 0)),
  );
}

/** Requests of the batch that a cell finishes in each hour of a day. */
export function finishedByHour(batch: IdleWorkload, host: Host, end: EstimateEnd, lost?: string): number[] {
  const full = fullRate(batch, host, end) * host.cell.minInstances.value * 3600;
  return idleByHour(host, end, lost).map((idle) => idle * full);
}
