import { range } from '../../figures/arithmetic';
import { derived, type Figure, show } from '../../figures/figure';
import type { IdleWorkload } from '../../fleet/fleet';
import { simulationInputs } from '../capacity/group-sizes';
import type { ServedWorkload } from '../capacity/served-workload';
import type { KeptPromise } from '../capacity/simulated-cell';
import type { EstimateEnd } from '../capacity/simulated-engine';
import { fullRate, type Host, idleByHour } from './idle-rates';

/** A batch on what one cell leaves idle. */
export interface IdleCell {
  readonly region: string;
  /** Requests in flight on a replica, of whatever workload, below which it takes one of the batch. */
  readonly belowInFlight: Figure;
  /** What holds them back: the scaling of the group, or a promise of the workloads beside it. */
  readonly heldBackBy: 'target tracking' | 'a promise';
  /** What an instance does of the batch alone at that concurrency. */
  readonly fullRequestsPerSecond: Figure;
  /** Mean share of the instances that the batch may use over a day, all regions live. */
  readonly idleRatio: Figure;
  /** Mean requests of the batch that are done in a second. */
  readonly requestsPerSecond: Figure;
  /** What the workloads beside it see at their hardest load in a simulation, with the batch running. */
  readonly kept: readonly KeptPromise<Figure>[];
}

export function idleCell(batch: IdleWorkload, host: Host): IdleCell {
  const { cell, idle, confidence, served } = host;
  const { slowest, model } = served[0] as ServedWorkload;
  const copies = model.dataParallel ?? 1;
  const heldBackBy = idle.below < idle.most ? 'a promise' : 'target tracking';
  const belowInFlight = derived(
    idle.below * copies,
    'requests',
    heldBackBy === 'a promise'
      ? `the most with which every promise holds in a simulation at the ${confidence} speed; target tracking would allow ${idle.most * copies}`
      : `${cell.targetRequestsInFlight.value} requests in flight that target tracking holds × ${cell.minInstances.value} ÷ ${cell.minInstances.value + 1} instances, below 0.9 of them, over ${slowest.replicasPerInstance.value} replicas: the batch alone launches no instance and keeps none`,
    { from: [cell.targetRequestsInFlight, cell.minInstances, slowest.replicasPerInstance] },
  );
  const fullRequestsPerSecond = betweenEnds(
    host,
    (end) => fullRate(batch, host, end),
    'requests/s',
    `${slowest.replicasPerInstance.value} replicas with ${belowInFlight.value} requests in flight, on straight lines between the points of its throughput`,
    [belowInFlight, slowest.replicasPerInstance],
  );
  const idleRatio = betweenEnds(
    host,
    (end) => mean(idleByHour(host, end)),
    'ratio',
    `mean over ${dayWords(host)} of 1 − what the other workloads take of ${cell.minInstances.value} instances at that concurrency`,
    [cell.minInstances, belowInFlight, ...served.map(({ demand }) => demand.meanRequestsPerSecond)],
  );
  return {
    region: cell.region,
    belowInFlight,
    heldBackBy,
    fullRequestsPerSecond,
    idleRatio,
    requestsPerSecond: betweenEnds(
      host,
      (end) => mean(idleByHour(host, end)) * cell.minInstances.value * fullRate(batch, host, end),
      'requests/s',
      `${show(idleRatio.value)} idle × ${cell.minInstances.value} instances × ${show(fullRequestsPerSecond.value)} requests/s`,
      [idleRatio, cell.minInstances, fullRequestsPerSecond],
    ),
    kept: idle.kept.map((seen) => ({
      ...seen,
      timeToFirstTokenSeconds: seenFigure(seen.timeToFirstTokenSeconds, seen, host),
      timePerOutputTokenSeconds: seenFigure(seen.timePerOutputTokenSeconds, seen, host),
    })),
  };
}

/** A figure at the speed that decides, with its value at the other end of the throughput as its range. */
export function betweenEnds(
  { confidence }: Pick<Host, 'confidence'>,
  valueAt: (end: EstimateEnd) => number,
  unit: string,
  arithmetic: string,
  from: readonly Figure[],
): Figure {
  const [central, cautious] = [valueAt('central'), valueAt('cautious')];
  const value = confidence === 'central' ? central : cautious;
  return derived(value, unit, `${arithmetic} (${confidence} speed)`, {
    ...range(value, Math.min(central, cautious), Math.max(central, cautious)),
    from,
  });
}

/** Where the demand of each hour comes from. */
export const dayWords = ({ served, idle }: Host): string =>
  served.every(({ workload }) => idle.days[workload.name] !== undefined) ? 'the day of the trace' : 'an assumed day';

const seenFigure = (seconds: number, { at }: KeptPromise, { confidence, cell, served }: Host): Figure =>
  derived(
    seconds,
    's',
    `${at} at the hardest load in a simulation of ${cell.minInstances.value} instances at the ${confidence} speed, the batch running`,
    { from: [cell.minInstances, ...simulationInputs(served)] },
  );

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
