import { assumed, derived, type Figure, show } from '../../figures/figure';
import { type CellPlan, serves } from '../capacity/cell';
import { promisedShareOf, runningShare } from '../capacity/group-sizes';
import type { ServedRequests, ServedWorkload } from '../capacity/served-workload';

export interface Left {
  readonly lostRegion: string;
  /**
   * Share of the peak that the remaining cell with the least room serves at its minimum, without a launch. Cells of
   * embedding and reranking models count, too.
   */
  readonly shareOfPeak: Figure;
  /** The same once the groups have grown to their maximum. */
  readonly shareOfPeakGrown: Figure;
  /** Share of that cell's peak that is refused with 503 until its group has grown. */
  readonly shedRatio: Figure;
}

export const sharedLimit = (shares: readonly Figure[], otherwise: Figure): Figure =>
  shares.length === 0 ? otherwise : shares.reduce((a, b) => (b.value < a.value ? b : a));

export const noOtherRegion = assumed(0, 'ratio', 'no other region serves the workload');

/** What the remaining regions serve after one is lost, for a workload whose clients wait. */
export function survivorsOf(
  lostRegion: string,
  cells: readonly CellPlan[],
  one: ServedRequests,
  allServed: readonly ServedWorkload[],
): Left {
  const shares = one.sharesWithout(lostRegion);
  const asked = cells.filter(
    (cell) => serves(cell, one.workload) && cell.region !== lostRegion && (shares.get(cell.region)?.value ?? 0) > 0,
  );
  const carried = (pick: (cell: CellPlan) => Figure): Figure =>
    sharedLimit(
      asked.map((cell) =>
        largerOf(
          carriedShare(
            cell,
            pick(cell),
            lostRegion,
            allServed.filter(({ workload, regions }) => workload.model === cell.model && regions.includes(cell.region)),
          ),
          simulatedShare(cell, pick(cell), one),
        ),
      ),
      noOtherRegion,
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

const largerOf = (arithmetic: Figure, simulated: Figure | undefined): Figure =>
  simulated !== undefined && simulated.value > arithmetic.value ? simulated : arithmetic;

/** Share of the peak that so many instances carried in simulations; undefined where the cell is sized by arithmetic. */
function simulatedShare(cell: CellPlan, instances: Figure, one: ServedRequests): Figure | undefined {
  const fewest = cell.simulated?.decided;
  if (fewest === undefined) {
    return undefined;
  }
  const carried = (share: Figure): Figure =>
    derived(
      share.value,
      'ratio',
      `${cell.region}, at least: simulated, ${instances.value} instances keep every objective`,
      {
        from: [instances, share],
      },
    );
  return instances.value >= fewest.grown.value
    ? carried(promisedShareOf(one))
    : instances.value >= fewest.running.value
      ? carried(runningShare(one))
      : undefined;
}

/** Capacity of one remaining cell ÷ the peak that then reaches it, of all workloads that use it. */
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
      : `${instances.value} instances ÷ ${show(needed)} that the peaks of all workloads of the cell need`;
  return derived(instances.value / needed, 'ratio', `${region}, the tightest: ${text}`, {
    from: [instances, ...loads.flatMap(({ share, peak, each }) => [each, peak, share])],
  });
}
