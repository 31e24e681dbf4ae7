import { targetHealth } from '../../lib/contract/health';
import type { Service } from '../engine/service';
import type { RetryPorts } from '../ports/retry';

const pollSeconds = 0.1;
/** Until then a load balancer may still send requests. */
const noticedSeconds = targetHealth.intervalSeconds * targetHealth.unhealthyCount;

/**
 * The agent is stopped or started again, not the instance: it calls itself not ready, takes what still comes until the load
 * balancer has noticed, lets what is open finish, and leaves its engines running.
 */
export async function finishStreams(
  { clock, log }: Pick<RetryPorts, 'clock' | 'log'>,
  service: Service,
  limitSeconds: number,
): Promise<void> {
  const begunAt = clock.now();
  log('stopping', { inFlight: service.inFlight(), limitSeconds });
  service.state = 'draining';
  await clock.sleep(Math.min(noticedSeconds, limitSeconds / 2));
  service.admitting = false;
  while (service.inFlight() > 0 && clock.now() - begunAt < limitSeconds) {
    await clock.sleep(pollSeconds);
  }
  log('stopped', { cut: service.inFlight(), afterSeconds: Math.round(clock.now() - begunAt) });
}
