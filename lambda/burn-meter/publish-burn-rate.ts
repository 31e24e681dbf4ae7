import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import { burnMetrics } from './burn-metrics';
import { type PaidInstance, priceInstances } from './price-instances';
import type { NegotiatedPrices } from './price-of';

export interface BurnPorts {
  /** Instances that run in the region. */
  readonly running: () => Promise<readonly PaidInstance[]>;
  /** Places in reservations that no instance takes. */
  readonly unused: () => Promise<readonly PaidInstance[]>;
  readonly publish: PublishMetrics;
}

export interface Metered {
  readonly fleet: string;
  readonly region: string;
  readonly negotiated: NegotiatedPrices;
}

/**
 * Publishes USD per hour by phase. What runs is published also where reservations cannot be listed: it is the larger part.
 *
 * @throws Error when the event has no time, or when a list or CloudWatch is refused, so that the alarm of this function says that something is missing
 */
export async function publishBurnRate(ports: BurnPorts, metered: Metered, at: Date): Promise<void> {
  if (Number.isNaN(at.getTime())) {
    throw new Error('event: no time, so it is not known for which minute the price is');
  }
  const [running, unused] = await Promise.allSettled([ports.running(), ports.unused()]);
  if (running.status === 'rejected') {
    throw running.reason;
  }
  const paid = [...running.value, ...(unused.status === 'fulfilled' ? unused.value : [])];
  const burnRate = priceInstances(paid, metered.region, metered.negotiated);
  if (burnRate.unpriced.length > 0) {
    console.warn(JSON.stringify({ unpriced: burnRate.unpriced }));
  }
  await ports.publish(burnMetrics(metered.fleet, at, burnRate));
  if (unused.status === 'rejected') {
    throw new Error(`reservations: not counted, ${nameOfError(unused.reason)}`);
  }
}
