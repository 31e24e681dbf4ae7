import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { backoffSeconds } from '../backoff';
import { errorName, type RetryPorts } from '../retry';

/** @throws Error when CloudWatch does not take them */
export type PutMetrics = (data: readonly MetricDatum[]) => Promise<void>;

/** Twenty minutes of an instance; older ones are dropped, for scaling has no use for them. */
const mostKept = 500;

/** Hands metrics to CloudWatch in their order, and keeps them while it does not answer. Serving never waits for it. */
export class Publisher {
  private waiting: MetricDatum[] = [];
  private sending = false;

  constructor(
    private readonly ports: RetryPorts,
    private readonly put: PutMetrics,
  ) {}

  publish(data: readonly MetricDatum[]): void {
    this.waiting = [...this.waiting, ...data].slice(-mostKept);
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
        await this.put(batch);
        this.waiting = this.waiting.filter((datum) => !batch.includes(datum));
        tries = 0;
      } catch (thrown) {
        log('retrying', { what: 'metrics', problem: errorName(thrown), attempt: tries + 1 });
        await clock.sleep(backoffSeconds(tries, random()));
        tries += 1;
      }
    }
    this.sending = false;
  }
}
