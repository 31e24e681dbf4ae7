import type { RetryPorts } from '../retry';
import type { Service } from '../service';

const pollSeconds = 0.1;

/** The agent is stopped or started again, not the instance: what is open may finish, nothing new is taken, engines go on. */
export async function finishStreams(
  { clock, log }: Pick<RetryPorts, 'clock' | 'log'>,
  service: Service,
  limitSeconds: number,
): Promise<void> {
  const begunAt = clock.now();
  log('stopping', { inFlight: service.inFlight(), limitSeconds });
  service.phase = 'draining';
  service.admitting = false;
  while (service.inFlight() > 0 && clock.now() - begunAt < limitSeconds) {
    await clock.sleep(pollSeconds);
  }
  log('stopped', { cut: service.inFlight(), afterSeconds: Math.round(clock.now() - begunAt) });
}
