import { assumed, type Figure } from '../../figures/figure';
import { failoverMode, failoverTraits } from '../../fleet/failover-traits';
import type { Workload } from '../../fleet/fleet';
import { demandShares } from './user-regions';

/** Share of a workload's demand that reaches each region, while all are well or once one is lost. */
export type SharesWithout = (lost?: string) => ReadonlyMap<string, Figure>;

/** Whether one region serves all requests while the others stand by. */
export const hasStandby = ({ failover }: Pick<Workload, 'failover'>): boolean =>
  failoverTraits[failoverMode(failover)].servedFrom === 'first region';

/** Every region serves those nearest to it; with standbys the first serves all, until it is lost. */
export function sharesWithout(workload: Workload, regions: readonly string[]): SharesWithout {
  const [primary] = regions;
  const known = new Map<string | undefined, ReadonlyMap<string, Figure>>();
  const compute = (lost: string | undefined): ReadonlyMap<string, Figure> =>
    hasStandby(workload) && lost !== primary
      ? primaryOnly(regions)
      : demandShares(
          workload,
          regions.filter((region) => region !== lost),
        );
  return (lost) => {
    const shares = known.get(lost) ?? compute(lost);
    known.set(lost, shares);
    return shares;
  };
}

const primaryOnly = (regions: readonly string[]): ReadonlyMap<string, Figure> =>
  new Map(
    regions.map((region, index) => [
      region,
      index === 0
        ? assumed(1, 'ratio', 'the first region of the jurisdiction serves all')
        : assumed(0, 'ratio', 'stands by for the first region of the jurisdiction'),
    ]),
  );
