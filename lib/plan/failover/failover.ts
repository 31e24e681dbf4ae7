import { assumed, cautiousLatency, derived, type Figure, show } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import { isBatch } from '../../fleet/shape';
import { startSecondsOf, workingSeconds } from '../capacity/batch-sizes';
import { type CellPlan, serves } from '../capacity/cell';
import { promisedShare, runningShare } from '../capacity/group-sizes';
import type { ServedWorkload } from '../capacity/served-workload';
import { hasStandby } from '../traffic/shares';
import type { Detection } from './detection';
import { reactionSeconds } from './reaction';

type FailoverMode = 'active-active' | 'warm-standby' | 'pilot-light' | 'none';

/** How traffic leaves a lost region, and what the others then carry. */
export interface FailoverPlan extends Detection {
  readonly mode: FailoverMode;
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
  /** Until those whom the region served are served elsewhere; 0 where it served nobody. */
  readonly recoverySeconds: Figure;
}

interface Left {
  readonly lostRegion: string;
  /**
   * Of what then comes to it, what the tightest surviving cell carries at its minimum, those of its embedding and ranking
   * models included: no launch needed.
   */
  readonly shareOfPeak: Figure;
  /** The same once the groups have grown to their maximum. */
  readonly shareOfPeakGrown: Figure;
  /** Of the peak that then comes to the tightest cell, what is refused with 503 until it has grown. */
  readonly shedRatio: Figure;
}

export function failoverPlan(
  one: ServedWorkload,
  cells: readonly CellPlan[],
  everyone: readonly ServedWorkload[],
  moved: Detection,
): FailoverPlan {
  const { failover } = one.workload;
  const promised = isNone(failover)
    ? assumed(0, 'ratio', `no failover policy: ${failover.none} (${failover.owner})`)
    : promisedShare(failover.survivorsShareRatio);
  const left = one.regions.map((region) =>
    isBatch(one.workload) ? batchSurvivors(region, cells, one) : survivorsOf(region, cells, one, everyone),
  );
  const capacitySeconds = capacity(one, left);
  const recoverySeconds = recovery(one, moved, capacitySeconds);
  return {
    mode: modeOf(one.workload),
    ...(hasStandby(one.workload) && { primaryRegion: one.regions[0] as string }),
    promisedShare: promised,
    runningShare: isBatch(one.workload) ? assumed(0, 'ratio', 'a batch waits for its instances') : runningShare(one),
    survivors: left.map((survivors) => ({
      ...survivors,
      recoverySeconds: servesNobody(one, survivors.lostRegion) ? nobodyMoves : recoverySeconds,
    })),
    ...moved,
    capacitySeconds,
    recoverySeconds,
  };
}

const nobodyMoves = assumed(0, 's', 'nobody is served from a region that stands by');

const servesNobody = ({ workload, regions }: ServedWorkload, region: string): boolean =>
  hasStandby(workload) && region !== regions[0];

const recovery = (one: ServedWorkload, { trafficMovedSeconds }: Detection, capacitySeconds: Figure): Figure =>
  isBatch(one.workload)
    ? derived(
        capacitySeconds.value,
        's',
        'other regions start instances for the jobs that come back; no client waits',
        {
          from: [capacitySeconds],
        },
      )
    : derived(
        trafficMovedSeconds.value + capacitySeconds.value,
        's',
        `${trafficMovedSeconds.value} s until clients are elsewhere${capacitySeconds.value === 0 ? '; no launch is waited for' : ` + ${capacitySeconds.value} s until what is promised there runs`}`,
        { from: [trafficMovedSeconds, capacitySeconds] },
      );

const modeOf = ({ failover }: Workload): FailoverMode => (isNone(failover) ? 'none' : failover.mode);

/** A controller in the region that takes over raises its minimum from zero. */
const controllerReaction = assumed(60, 's', 'one minute until a controller raises the minimum from zero');

function capacity(one: ServedWorkload, survivors: readonly Left[]): Figure {
  const { failover } = one.workload;
  const starts = startSecondsOf(one);
  if (isBatch(one.workload)) {
    return derived(Math.ceil(cautiousLatency(starts)), 's', 'the slow end of the cold start', { from: [starts] });
  }
  if (isNone(failover) || failover.mode === 'active-active') {
    return assumed(0, 's', 'what is promised runs at all times');
  }
  const running = survivors.map(({ shareOfPeak }) => shareOfPeak);
  if (running.every(({ value }) => value >= failover.survivorsShareRatio)) {
    return derived(0, 's', 'the standby runs all that is promised', { from: running });
  }
  const reacts = failover.mode === 'pilot-light' ? controllerReaction : reactionSeconds;
  return derived(
    Math.ceil(reacts.value + cautiousLatency(starts)),
    's',
    `${reacts.value} s until a launch + ${Math.ceil(cautiousLatency(starts))} s cold start at its slow end; only if AWS has the instances`,
    { from: [reacts, starts] },
  );
}

const sharedLimit = (shares: readonly Figure[], nobody: Figure): Figure =>
  shares.length === 0 ? nobody : shares.reduce((a, b) => (b.value < a.value ? b : a));

const nobody = assumed(0, 'ratio', 'no other region serves the workload');

function survivorsOf(
  lostRegion: string,
  cells: readonly CellPlan[],
  one: ServedWorkload,
  everyone: readonly ServedWorkload[],
): Left {
  const shares = one.sharesWithout(lostRegion);
  const asked = cells.filter(
    (cell) => serves(cell, one.workload) && cell.region !== lostRegion && (shares.get(cell.region)?.value ?? 0) > 0,
  );
  const carried = (pick: (cell: CellPlan) => Figure): Figure =>
    sharedLimit(
      asked.map((cell) =>
        carriedShare(
          cell,
          pick(cell),
          lostRegion,
          everyone.filter(({ workload, regions }) => workload.model === cell.model && regions.includes(cell.region)),
        ),
      ),
      nobody,
    );
  const shareOfPeak = carried(({ minInstances }) => minInstances);
  return {
    lostRegion,
    shareOfPeak,
    shareOfPeakGrown: carried(({ maxInstances }) => maxInstances),
    shedRatio: derived(
      Math.max(0, 1 - shareOfPeak.value),
      'ratio',
      `1 − ${show(shareOfPeak.value)}, not below 0: refused with 503 at once`,
      { from: [shareOfPeak] },
    ),
  };
}

/** Capacity of one surviving cell over what comes to it at peak, of everyone who uses it. */
function carriedShare({ region }: CellPlan, instances: Figure, lost: string, using: readonly ServedWorkload[]): Figure {
  const loads = using.map((one) => {
    const share = one.sharesWithout(one.regions.includes(lost) ? lost : undefined).get(region) as Figure;
    const peak = one.demand.peakRequestsPerSecond;
    return { share, peak, each: one.slowest.plannedRequestsPerSecond };
  });
  const needed = loads.reduce((sum, { share, peak, each }) => sum + (peak.value * share.value) / each.value, 0);
  const [only] = loads;
  const text =
    loads.length === 1 && only !== undefined
      ? `${instances.value} instances × ${show(only.each.value)} requests/s ÷ (${show(only.peak.value)} requests/s peak × ${show(only.share.value)} that comes to it)`
      : `${instances.value} instances ÷ ${show(needed)} that the peaks of everyone in the cell need`;
  return derived(instances.value / needed, 'ratio', `${region}, the tightest: ${text}`, {
    from: [instances, ...loads.flatMap(({ share, peak, each }) => [each, peak, share])],
  });
}

/** What the other regions finish by the deadline, once they have grown. */
function batchSurvivors(lostRegion: string, cells: readonly CellPlan[], one: ServedWorkload): Left {
  const shares = one.sharesWithout(lostRegion);
  const asked = cells.filter(
    ({ model, region }) => model === one.model.name && region !== lostRegion && (shares.get(region)?.value ?? 0) > 0,
  );
  const grown = sharedLimit(
    asked.map((cell) => finishedShare(cell, shares.get(cell.region) as Figure, one)),
    nobody,
  );
  return {
    lostRegion,
    shareOfPeak: assumed(0, 'ratio', 'a batch waits for its instances'),
    shareOfPeakGrown: grown,
    shedRatio: assumed(0, 'ratio', 'a batch is not refused: it waits'),
  };
}

function finishedShare({ region, maxInstances }: CellPlan, share: Figure, one: ServedWorkload): Figure {
  const { slowest, demand } = one;
  const each = slowest.plannedRequestsPerSecond;
  const requests =
    demand.meanRequestsPerSecond.value * Math.max(24, one.workload.objectives.deadlineHours ?? 24) * 3600;
  const done = maxInstances.value * each.value * Math.max(0, workingSeconds(one));
  return derived(
    done / (requests * share.value),
    'ratio',
    `${region}, the tightest: ${maxInstances.value} instances × ${show(each.value)} requests/s × ${Math.round(workingSeconds(one))} s ÷ (${show(requests)} requests × ${show(share.value)} that comes to it)`,
    { from: [maxInstances, each, demand.meanRequestsPerSecond, share] },
  );
}
