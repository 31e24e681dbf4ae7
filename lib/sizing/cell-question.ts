import { targetTrackingReaction } from '../catalogue/target-tracking';
import { cautiousLatency } from '../figures/figure';
import { promisedShareOf, runningShare } from '../plan/capacity/group-sizes';
import { type SentShares, sentShares } from '../plan/capacity/sent-shares';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { ServingType } from '../plan/capacity/serving-type';
import { type EngineInputs, type EstimateEnd, engineInputs } from '../plan/capacity/simulated-engine';
import { tightest } from '../plan/capacity/tightest';

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
  const deciding = tightest(here);
  const others = [...new Set(here.flatMap(({ regions }) => regions))].filter((other) => other !== region);
  const after = (promisedOf: typeof promisedShareOf): Load[] =>
    others.map((lost) => loadOf(region, sharing, sentShares(sharing, lost, promisedOf)));
  return {
    region,
    launchMinutes: Math.ceil(Math.max(...here.flatMap(({ types }) => types.map(launchSeconds))) / 60),
    engines: {
      central: engineInputs(deciding, deciding.slowest, 'central'),
      cautious: engineInputs(deciding, deciding.slowest, 'cautious'),
    },
    loads: {
      own: [loadOf(region, sharing, sentShares(sharing, undefined))],
      running: after(runningShare),
      grown: after(promisedShareOf),
    },
  };
}

const launchSeconds = ({ coldStart }: ServingType): number =>
  targetTrackingReaction.value + cautiousLatency(coldStart.totalSeconds);

const loadOf = (region: string, sharing: readonly ServedRequests[], shares: readonly SentShares[]): Load => ({
  shares: shares.map((byRegion) => [...byRegion]),
  arithmetic: sharing.reduce(
    (sum, { demand, slowest }, index) =>
      sum +
      (demand.peakRequestsPerSecond.value * (shares[index]?.get(region) ?? 0)) / slowest.plannedRequestsPerSecond.value,
    0,
  ),
});
