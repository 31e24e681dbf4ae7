import { targetHealth } from '../../lib/contract/health';

/** Health checks that were answered since the instance first called itself ready. Seconds of one clock. */
export interface Registration {
  readonly firstReadyAt?: number;
  /** When the load balancer had seen enough of them, one interval apart, to send traffic. */
  readonly registeredAt?: number;
}

/** Checks come from several nodes of a load balancer, so it is not their number that counts but the time between them. */
export function afterHealthCheck(registration: Registration, at: number, status: number): Registration {
  if (status !== 200 || registration.registeredAt !== undefined) {
    return registration;
  }
  const firstReadyAt = registration.firstReadyAt ?? at;
  const apart = targetHealth.intervalSeconds * (targetHealth.healthyCount - 1);
  // Nodes do not tick to the second.
  return at - firstReadyAt < apart * 0.9 ? { firstReadyAt } : { firstReadyAt, registeredAt: at };
}
