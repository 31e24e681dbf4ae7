import { route53 } from '../catalogue/route53';
import { timeouts } from '../contract/timeouts';
import { assumed, derived, type Figure, published } from './figure';

/** How long traffic takes to leave a region that no longer answers; the same for every workload. */
export interface Detection {
  readonly checkIntervalSeconds: Figure;
  readonly failureThreshold: Figure;
  readonly ttlSeconds: Figure;
  readonly clientKeepAliveSeconds: Figure;
  /** From the loss of a region until its clients are sent elsewhere, those that keep connections open included. */
  readonly trafficMovedSeconds: Figure;
}

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
    trafficMovedSeconds: derived(
      checkIntervalSeconds.value * failureThreshold.value + ttlSeconds.value + clientKeepAliveSeconds.value,
      's',
      `${checkIntervalSeconds.value} s × ${failureThreshold.value} failed checks + ${ttlSeconds.value} s TTL + ${clientKeepAliveSeconds.value} s client keep-alive`,
      { from: [checkIntervalSeconds, failureThreshold, ttlSeconds, clientKeepAliveSeconds] },
    ),
  };
}
