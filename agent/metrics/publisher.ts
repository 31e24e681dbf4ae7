import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import { backoffSeconds } from '../ports/backoff';
import type { RetryPorts } from '../ports/retry';

/** Twenty minutes of an instance; older ones are dropped, for scaling has no use for them. */
const mostKept = 500;

interface Kept {
  readonly datum: MetricDatum;
  /** Seconds of the agent's own clock. */
  readonly takenAt: number;
}

/** Hands metrics to CloudWatch in their order, and keeps them while it does not answer. Serving never waits for it. */
export class Publisher {
  private waiting: readonly Kept[] = [];
  private sending = false;

  constructor(
    private readonly ports: RetryPorts,
    private readonly put: PublishMetrics,
  ) {}

  /** @param data of this moment */
  publish(data: readonly MetricDatum[]): void {
    const takenAt = this.ports.clock.now();
    this.waiting = [...this.waiting, ...data.map((datum) => ({ datum, takenAt }))].slice(-mostKept);
    if (!this.sending) {
      void this.send();
    }
  }

  private async send(): Promise<void> {
    const { clock, log, random } = this.ports;
    this.sending = true;
    for (let tries = 0; this.waiting.length > 0; ) {
      const batch = this.waiting;
      try {
        await this.put(batch.map((kept) => this.dated(kept)));
        this.waiting = this.waiting.filter((kept) => !batch.includes(kept));
        tries = 0;
      } catch (thrown) {
        log('retrying', { what: 'metrics', problem: nameOfError(thrown), attempt: tries + 1 });
        await clock.sleep(backoffSeconds(tries, random()));
        tries += 1;
      }
    }
    this.sending = false;
  }

  /** Dates a data point by the calendar of now and its age, because CloudWatch refuses a whole request for one point from a wrong clock. */
  private dated({ datum, takenAt }: Kept): MetricDatum {
    const { clock } = this.ports;
    const ageSeconds = clock.now() - takenAt;
    return { ...datum, Timestamp: new Date(clock.date().getTime() - ageSeconds * 1000) };
  }
}
