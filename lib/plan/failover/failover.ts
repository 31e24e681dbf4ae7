import type { PlannedFailoverMode } from '../../contract/failover-modes';
import { assumed, cautiousLatency, derived, type Figure } from '../../figures/figure';
import { failoverMode, failoverTraits } from '../../fleet/failover-traits';
import { isNone } from '../../fleet/schema';
import { startSecondsOf } from '../capacity/batch-sizes';
import type { CellPlan } from '../capacity/cell';
import { promisedShareOf, runningShare } from '../capacity/group-sizes';
import { byPromise, type ServedBatch, type ServedRequests, type ServedWorkload } from '../capacity/served-workload';
import { hasStandby } from '../traffic/shares';
import { batchSurvivors } from './batch-survivors';
import type { Detection } from './detection';
import { type Left, survivorsOf } from './survivors';

/** How traffic leaves a lost region, and what the others then carry. */
export interface FailoverPlan extends Detection {
  readonly mode: PlannedFailoverMode;
  /** Where a standby mode serves from; absent where every region serves. */
  readonly primaryRegion?: string;
  /** Promised share of peak after the loss of any one region; 0 without a failover policy. */
  readonly promisedShare: Figure;
  /** Share of peak that runs elsewhere at all times for that promise. */
  readonly runningShare: Figure;
  readonly survivors: readonly Survivors[];
  /** Until what is promised and does not run has been launched; 0 where it all runs. */
  readonly capacitySeconds: Figure;
  /** From the loss of a region until its clients are served elsewhere at the promised share. */
  readonly recoverySeconds: Figure;
}

/** What is left after one region is lost. */
export interface Survivors extends Left {
  /** Until the clients of the lost region are served elsewhere; 0 where it served none. */
  readonly recoverySeconds: Figure;
}

export function failoverPlan(
  one: ServedWorkload,
  cells: readonly CellPlan[],
  allServed: readonly ServedWorkload[],
  moved: Detection,
): FailoverPlan {
  const afterLoss = byPromise(one, {
    latency: (served) => trafficMoves(served, cells, allServed, moved),
    deadline: (batch) => jobsMove(batch, cells),
  });
  const { left, recoverySeconds, ...shares } = afterLoss;
  return {
    mode: failoverMode(one.workload.failover),
    ...(hasStandby(one.workload) && { primaryRegion: one.regions[0] as string }),
    promisedShare: promisedShareOf(one),
    survivors: left.map((survivors) => ({
      ...survivors,
      recoverySeconds: standsBy(one, survivors.lostRegion) ? nothingMoves : recoverySeconds,
    })),
    ...moved,
    ...shares,
    recoverySeconds,
  };
}

interface AfterLoss extends Pick<FailoverPlan, 'runningShare' | 'capacitySeconds' | 'recoverySeconds'> {
  readonly left: readonly Left[];
}

const nothingMoves = assumed(0, 's', 'a region that stands by serves no client');

const standsBy = ({ workload, regions }: ServedWorkload, region: string): boolean =>
  hasStandby(workload) && region !== regions[0];

/** Clients are served by the other regions, which may have to launch instances for them. */
function trafficMoves(
  one: ServedRequests,
  cells: readonly CellPlan[],
  allServed: readonly ServedWorkload[],
  { trafficMovedSeconds }: Detection,
): AfterLoss {
  const left = one.regions.map((region) => survivorsOf(region, cells, one, allServed));
  const capacitySeconds = capacity(one, left);
  return {
    left,
    runningShare: runningShare(one),
    capacitySeconds,
    recoverySeconds: derived(
      trafficMovedSeconds.value + capacitySeconds.value,
      's',
      `${trafficMovedSeconds.value} s until clients are elsewhere${capacitySeconds.value === 0 ? '; no launch is waited for' : ` + ${capacitySeconds.value} s until what is promised there runs`}`,
      { from: [trafficMovedSeconds, capacitySeconds] },
    ),
  };
}

/** The jobs of a batch wait until instances of other regions have started. */
function jobsMove(one: ServedBatch, cells: readonly CellPlan[]): AfterLoss {
  const starts = startSecondsOf(one);
  const capacitySeconds = derived(Math.ceil(cautiousLatency(starts)), 's', 'the slow end of the cold start', {
    from: [starts],
  });
  return {
    left: one.regions.map((region) => batchSurvivors(region, cells, one)),
    runningShare: assumed(0, 'ratio', 'a batch waits for its instances'),
    capacitySeconds,
    recoverySeconds: derived(
      capacitySeconds.value,
      's',
      'other regions start instances for the jobs that come back; no client waits',
      { from: [capacitySeconds] },
    ),
  };
}

function capacity(one: ServedRequests, survivors: readonly Left[]): Figure {
  const { failover } = one.workload;
  const { reactionSeconds } = failoverTraits[failoverMode(failover)];
  if (isNone(failover) || reactionSeconds === undefined) {
    return assumed(0, 's', 'what is promised runs at all times');
  }
  const running = survivors.map(({ shareOfPeak }) => shareOfPeak);
  if (running.every(({ value }) => value >= failover.survivorsShareRatio)) {
    return derived(0, 's', 'the standby runs all that is promised', { from: running });
  }
  const starts = startSecondsOf(one);
  return derived(
    Math.ceil(reactionSeconds.value + cautiousLatency(starts)),
    's',
    `${reactionSeconds.value} s until a launch + ${Math.ceil(cautiousLatency(starts))} s cold start at its slow end; only if AWS has the instances`,
    { from: [reactionSeconds, starts] },
  );
}
