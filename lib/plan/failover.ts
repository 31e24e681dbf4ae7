import { route53 } from '../catalogue/route53';
import type { Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import type { CellPlan } from './cell';
import type { DemandPlan } from './demand';
import { derived, type Figure, published, show } from './figure';
import type { ServingType } from './serving-type';

/** How traffic leaves a lost region, and what the others then carry. */
export interface FailoverPlan {
  readonly mode: 'active-active' | 'none';
  /** Promised share of peak after the loss of any one region; 0 without a failover policy. */
  readonly promisedShare: Figure;
  readonly survivors: readonly Survivors[];
  readonly checkIntervalSeconds: Figure;
  readonly failureThreshold: Figure;
  readonly ttlSeconds: Figure;
  /** From the loss of a region until clients that honour the TTL are sent elsewhere. */
  readonly recoverySeconds: Figure;
}

/** What is left after one region is lost, at the minimum sizes: no launch needed. */
export interface Survivors {
  readonly lostRegion: string;
  readonly shareOfPeak: Figure;
}

export function failoverPlan(
  { failover }: Workload,
  cells: readonly CellPlan[],
  demand: DemandPlan,
  slowest: ServingType,
): FailoverPlan {
  const interval = route53.fastCheckIntervalSeconds;
  const threshold = route53.defaultFailureThreshold;
  const ttl = route53.loadBalancerAliasTtlSeconds;
  return {
    mode: isNone(failover) ? 'none' : 'active-active',
    promisedShare: derived(
      isNone(failover) ? 0 : failover.survivorsShareRatio,
      'ratio',
      isNone(failover) ? `no failover policy: ${failover.none} (${failover.owner})` : 'failover policy of the workload',
    ),
    survivors: cells.map(({ region }) => survivorsOf(region, cells, demand, slowest)),
    checkIntervalSeconds: published(interval, 's', route53),
    failureThreshold: published(threshold, 'failures', route53),
    ttlSeconds: published(ttl, 's', route53),
    recoverySeconds: derived(
      interval * threshold + ttl,
      's',
      `${interval} s × ${threshold} failed checks + ${ttl} s TTL; clients that keep connections open take longer`,
    ),
  };
}

function survivorsOf(
  lostRegion: string,
  cells: readonly CellPlan[],
  demand: DemandPlan,
  slowest: ServingType,
): Survivors {
  const instances = cells
    .filter(({ region }) => region !== lostRegion)
    .reduce((sum, { minInstances }) => sum + minInstances.value, 0);
  const each = slowest.plannedRequestsPerSecond.value;
  const peak = demand.peakRequestsPerSecond.value;
  return {
    lostRegion,
    shareOfPeak: derived(
      (instances * each) / peak,
      'ratio',
      `${instances} instances × ${show(each)} requests/s ÷ ${show(peak)} requests/s peak`,
    ),
  };
}
