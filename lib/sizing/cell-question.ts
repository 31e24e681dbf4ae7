import { targetTrackingReaction } from '../catalogue/target-tracking';
import { cautiousLatency } from '../figures/figure';
import { promisedShareOf, runningShare } from '../plan/capacity/group-sizes';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { ServingType } from '../plan/capacity/serving-type';
import { type EngineInputs, type EstimateEnd, engineInputs } from '../plan/capacity/simulated-engine';
import { sharesOf } from '../rehearsal/region-requests';

/** What a cell is sent. */
export interface Load {
  /** The share of a workload's requests that each region is sent, for each workload in their order. */
  readonly shares: readonly (readonly (readonly [region: string, share: number])[])[];
  /** Instances by the arithmetic of mean loads, not rounded. */
  readonly arithmetic: number;
}

/** Everything that the sizes of one cell follow from, besides the requests, as plain data. */
export interface CellQuestion {
  readonly region: string;
  /** From load above the target until an instance that is launched for it answers, at the slow end. */
  readonly launchMinutes: number;
  readonly engines: Readonly<Record<EstimateEnd, EngineInputs>>;
  /** Under its own users, and after each loss with what then runs and with what is promised there. */
  readonly loads: Readonly<Record<'own' | 'running' | 'grown', readonly Load[]>>;
}

/** @param sharing the workloads of its model */
export function cellQuestion(region: string, sharing: readonly ServedRequests[]): CellQuestion {
  const here = sharing.filter(({ regions }) => regions.includes(region));
  // One engine setting fits all: that of the workload with the fewest requests at once.
  const tightest = here.reduce((a, b) => (b.slowest.replica.concurrency < a.slowest.replica.concurrency ? b : a));
  const others = [...new Set(here.flatMap(({ regions }) => regions))].filter((other) => other !== region);
  const after = (promised: (one: ServedRequests) => number): Load[] =>
    others.map((lost) => loadAfter(lost, region, sharing, promised));
  return {
    region,
    launchMinutes: Math.ceil(Math.max(...here.flatMap(({ types }) => types.map(launchSeconds))) / 60),
    engines: {
      central: engineInputs(tightest, tightest.slowest, 'central'),
      cautious: engineInputs(tightest, tightest.slowest, 'cautious'),
    },
    loads: {
      own: [
        loadOf(
          region,
          sharing,
          sharing.map((one) => sharesOf(one, undefined)),
        ),
      ],
      running: after((one) => runningShare(one).value),
      grown: after((one) => promisedShareOf(one).value),
    },
  };
}

const launchSeconds = ({ coldStart }: ServingType): number =>
  targetTrackingReaction.value + cautiousLatency(coldStart.totalSeconds);

/** Engines cannot refuse one workload and serve another, so that the largest promise among those that move decides. */
function loadAfter(
  lost: string,
  region: string,
  sharing: readonly ServedRequests[],
  promised: (one: ServedRequests) => number,
): Load {
  const served = Math.max(...sharing.filter(({ regions }) => regions.includes(lost)).map(promised));
  return loadOf(
    region,
    sharing,
    sharing.map((one) => sharesOf(one, lost, one.regions.includes(lost) ? served : 1)),
  );
}

const loadOf = (
  region: string,
  sharing: readonly ServedRequests[],
  shares: readonly ReadonlyMap<string, number>[],
): Load => ({
  shares: shares.map((byRegion) => [...byRegion]),
  arithmetic: sharing.reduce(
    (sum, { demand, slowest }, index) =>
      sum +
      (demand.peakRequestsPerSecond.value * (shares[index]?.get(region) ?? 0)) / slowest.plannedRequestsPerSecond.value,
    0,
  ),
});
