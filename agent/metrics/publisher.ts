import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import { inBackground } from '../ports/background';
import { backoffSeconds } from '../ports/backoff';
import type { RetryPorts } from '../ports/retry';

const isNumber = ({ Value, Values = [], Counts = [] }: MetricDatum): boolean =>
  [Value ?? 0, ...Values, ...Counts].every(Number.isFinite);

/**
 * CloudWatch has read the request and will never take it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html errors, 2026
 */
const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof Error && /^(InvalidParameter|MissingRequiredParameter|Validation|Serialization)/.test(thrown.name);

/** Twenty minutes of an instance; older ones are dropped, for scaling has no use for them. */
const mostKept = 500;

interface Kept {
  readonly datum: MetricDatum;
  /** Seconds of the agent's own clock. */
  readonly takenAt: number;
}

/**
 * Hands metrics to CloudWatch in their order, and keeps them while it does not answer. Serving never waits for it. Values
 * that are no finite number are dropped: CloudWatch refuses a whole request for one of them. What it refuses all the same
 * is halved and sent again, and a point that it refuses alone is dropped.
 */
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
    this.waiting = [...this.waiting, ...data.filter(isNumber).map((datum) => ({ datum, takenAt }))].slice(-mostKept);
    if (!this.sending) {
      this.sending = true;
      inBackground(this.ports, 'metrics', () => this.send());
    }
  }

  private async send(): Promise<void> {
    const { clock, log, random } = this.ports;
    let atOnce = mostKept;
    for (let tries = 0; this.waiting.length > 0; ) {
      const batch = this.waiting.slice(0, atOnce);
      try {
        await this.put(batch.map((kept) => this.dated(kept)));
        this.drop(batch);
        tries = 0;
      } catch (thrown) {
        if (isRefusal(thrown)) {
          atOnce = Math.ceil(batch.length / 2);
          if (batch.length === 1) {
            log('metric refused', { metric: batch[0]?.datum.MetricName, problem: nameOfError(thrown) });
            this.drop(batch);
            atOnce = mostKept;
          }
          continue;
        }
        log('retrying', { what: 'metrics', problem: nameOfError(thrown), attempt: tries + 1 });
        await clock.sleep(backoffSeconds(tries, random()));
        tries += 1;
      }
    }
    this.sending = false;
  }

  private drop(batch: readonly Kept[]): void {
    this.waiting = this.waiting.filter((kept) => !batch.includes(kept));
  }

  /** Dates a data point by the calendar of now and its age, because CloudWatch refuses a whole request for one point from a wrong clock. */
  private dated({ datum, takenAt }: Kept): MetricDatum {
    const { clock } = this.ports;
    const ageSeconds = clock.now() - takenAt;
    return { ...datum, Timestamp: new Date(clock.date().getTime() - ageSeconds * 1000) };
  }
}
