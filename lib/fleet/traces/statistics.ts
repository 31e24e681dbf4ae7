import { TraceProblem, type TraceRequest } from './request';

/** What a request trace says about demand. Token counts and rates are those of the trace, unscaled. */
export interface TraceStatistics {
  readonly requests: number;
  /** Day of the first request, ISO 8601; undefined where the trace counts its time from its own start. */
  readonly firstDay: string | undefined;
  readonly seconds: number;
  readonly meanRequestsPerSecond: number;
  /**
   * Rate of the busiest 60 s window, windows laid end to end from the first request. It is never below the mean, and
   * undefined where the trace is shorter than such a window.
   */
  readonly busiestMinuteRequestsPerSecond: number | undefined;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  readonly p95InputTokens: number;
  readonly p95OutputTokens: number;
}

const windowSeconds = 60;

/** A time of 2001 or later counts from 1970; a smaller one counts from the start of the trace. */
const firstDateMs = 1e12;

/** Statistics of requests in order of time, however many there are. */
export class Statistics {
  private readonly inputs = new Counts();
  private readonly outputs = new Counts();
  private firstMs = 0;
  private lastMs = 0;
  private requests = 0;
  private window = { index: 0, requests: 0, busiest: 0 };

  add({ timeMs, inputTokens, outputTokens }: TraceRequest): void {
    if (this.requests === 0) {
      this.firstMs = timeMs;
    }
    this.lastMs = timeMs;
    this.requests += 1;
    this.inputs.add(inputTokens);
    this.outputs.add(outputTokens);
    const { window } = this;
    const index = Math.floor((timeMs - this.firstMs) / 1000 / windowSeconds);
    window.requests = index === window.index ? window.requests + 1 : 1;
    window.index = index;
    window.busiest = Math.max(window.busiest, window.requests);
  }

  /** @throws TraceProblem when there are fewer than two requests, or all are at one instant */
  result(): TraceStatistics {
    if (this.requests < 2) {
      throw new TraceProblem(`no requests, got ${this.requests}, expected at least 2`, 'name another trace');
    }
    const seconds = (this.lastMs - this.firstMs) / 1000;
    if (seconds === 0) {
      throw new TraceProblem('all requests at one instant, got 0 s, expected a longer trace', 'name a longer trace');
    }
    const mean = this.requests / seconds;
    return {
      requests: this.requests,
      firstDay: this.firstMs < firstDateMs ? undefined : new Date(this.firstMs).toISOString().slice(0, 10),
      seconds,
      meanRequestsPerSecond: mean,
      busiestMinuteRequestsPerSecond:
        seconds < windowSeconds ? undefined : Math.max(this.window.busiest / windowSeconds, mean),
      meanInputTokens: this.inputs.mean(),
      meanOutputTokens: this.outputs.mean(),
      p95InputTokens: this.inputs.quantile(0.95),
      p95OutputTokens: this.outputs.quantile(0.95),
    };
  }
}

/** How often each count occurred: as small as the counts are many, however many the requests. */
class Counts {
  private readonly occurrences = new Map<number, number>();
  private total = 0;
  private sum = 0;

  add(value: number | undefined): void {
    if (value === undefined) {
      return;
    }
    this.occurrences.set(value, (this.occurrences.get(value) ?? 0) + 1);
    this.total += 1;
    this.sum += value;
  }

  mean(): number {
    return this.total === 0 ? 0 : this.sum / this.total;
  }

  /** The smallest value that this share of the values does not exceed. */
  quantile(share: number): number {
    let seen = 0;
    for (const [value, times] of [...this.occurrences].sort(([a], [b]) => a - b)) {
      seen += times;
      if (seen >= this.total * share) {
        return value;
      }
    }
    return 0;
  }
}
