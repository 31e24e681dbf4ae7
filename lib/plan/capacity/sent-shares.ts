import type { Figure } from '../../figures/figure';
import { promisedShareOf } from './group-sizes';
import type { ServedWorkload } from './served-workload';

/** The share of a workload's requests that each region is sent. */
export type SentShares = ReadonlyMap<string, number>;

/**
 * What the regions are sent of each workload that shares their cells. Once a region is lost, the others are sent as much of the
 * demand as the failover policy promises, and no less than their own users send; the rest is refused. Engines cannot refuse
 * one workload and serve another, so that the largest promise among the workloads that move counts for all of them.
 *
 * @param lost region; undefined while all are well
 * @param promisedOf the share of its demand that is promised after a loss. @default once the groups have grown
 */
export function sentShares(
  sharing: readonly ServedWorkload[],
  lost: string | undefined,
  promisedOf: (one: ServedWorkload) => Figure = promisedShareOf,
): SentShares[] {
  const moving = sharing.filter(({ regions }) => lost !== undefined && regions.includes(lost));
  const promised = Math.max(0, ...moving.map((one) => promisedOf(one).value));
  return sharing.map((one) => {
    const own = one.sharesWithout();
    return moving.includes(one)
      ? new Map(
          [...one.sharesWithout(lost)].map(([region, share]) => [
            region,
            Math.max(share.value * promised, own.get(region)?.value ?? 0),
          ]),
        )
      : new Map([...own].map(([region, share]) => [region, share.value]));
  });
}
