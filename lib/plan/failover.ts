import { route53 } from '../catalogue/route53';
import { timeouts } from '../contract/timeouts';
import type { Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import type { CellPlan, SharesWithout } from './cell';
import type { DemandPlan } from './demand';
import { assumed, derived, type Figure, published, show, stated } from './figure';
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
  readonly clientKeepAliveSeconds: Figure;
  /** From the loss of a region until its clients are sent elsewhere, those that keep connections open included. */
  readonly recoverySeconds: Figure;
}

/** What is left after one region is lost, at the minimum sizes: no launch needed. */
export interface Survivors {
  readonly lostRegion: string;
  /** Of what then comes to it, what the tightest surviving cell carries. */
  readonly shareOfPeak: Figure;
}

/** How long traffic takes to leave a region that no longer answers; the same for every workload. */
type Detection = Pick<
  FailoverPlan,
  'checkIntervalSeconds' | 'failureThreshold' | 'ttlSeconds' | 'clientKeepAliveSeconds' | 'recoverySeconds'
>;

export function detection(): Detection {
  const checkIntervalSeconds = published(route53.fastCheckIntervalSeconds, 's', route53);
  const failureThreshold = published(route53.defaultFailureThreshold, 'failures', route53);
  const ttlSeconds = published(route53.loadBalancerAliasTtlSeconds, 's', route53);
  const clientKeepAliveSeconds = assumed(
    timeouts.clientKeepAliveSeconds,
    's',
    'client keep-alive of the load balancer, lib/contract/timeouts.ts',
  );
  return {
    checkIntervalSeconds,
    failureThreshold,
    ttlSeconds,
    clientKeepAliveSeconds,
    recoverySeconds: derived(
      checkIntervalSeconds.value * failureThreshold.value + ttlSeconds.value + clientKeepAliveSeconds.value,
      's',
      `${checkIntervalSeconds.value} s × ${failureThreshold.value} failed checks + ${ttlSeconds.value} s TTL + ${clientKeepAliveSeconds.value} s client keep-alive; no launch is waited for`,
      { from: [checkIntervalSeconds, failureThreshold, ttlSeconds, clientKeepAliveSeconds] },
    ),
  };
}

export interface FailoverInputs {
  readonly demand: DemandPlan;
  readonly slowest: ServingType;
  readonly sharesWithout: SharesWithout;
}

export function failoverPlan({ failover }: Workload, cells: readonly CellPlan[], inputs: FailoverInputs): FailoverPlan {
  return {
    mode: isNone(failover) ? 'none' : 'active-active',
    promisedShare: isNone(failover)
      ? assumed(0, 'ratio', `no failover policy: ${failover.none} (${failover.owner})`)
      : stated(failover.survivorsShareRatio, 'ratio', 'failover.survivorsShareRatio or its default'),
    survivors: cells.map(({ region }) => survivorsOf(region, cells, inputs)),
    ...detection(),
  };
}

function survivorsOf(
  lostRegion: string,
  cells: readonly CellPlan[],
  { demand, slowest, sharesWithout }: FailoverInputs,
): Survivors {
  const shares = sharesWithout(lostRegion);
  const asked = cells.filter(({ region }) => (shares.get(region)?.value ?? 0) > 0);
  const carried = asked.map((cell) => carriedShare(cell, shares.get(cell.region) as Figure, demand, slowest));
  return {
    lostRegion,
    shareOfPeak:
      carried.length === 0
        ? assumed(0, 'ratio', 'no other region serves the workload')
        : carried.reduce((a, b) => (b.value < a.value ? b : a)),
  };
}

/** Capacity of one surviving cell over what comes to it at peak. */
function carriedShare(
  { region, minInstances }: CellPlan,
  share: Figure,
  demand: DemandPlan,
  slowest: ServingType,
): Figure {
  const each = slowest.plannedRequestsPerSecond;
  const peak = demand.peakRequestsPerSecond;
  return derived(
    (minInstances.value * each.value) / (peak.value * share.value),
    'ratio',
    `${region}, the tightest: ${minInstances.value} instances × ${show(each.value)} requests/s ÷ (${show(peak.value)} requests/s peak × ${show(share.value)} that comes to it)`,
    { from: [minInstances, each, peak, share] },
  );
}
