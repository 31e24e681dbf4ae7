import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import { type Latencies, latenciesOf } from '../simulation/latencies';
import { quantile } from '../simulation/quantiles';

/** The share of requests that see what was promised. Ratio. */
export const promisedQuantile = 0.95;

/** What one workload saw of a cell that refused nothing. */
export interface SeenLatency {
  readonly requests: number;
  /** At the promised quantile; NaN where there are no requests, or no answer of more than one token. */
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

export function seenLatency(
  served: Parameters<typeof latenciesOf>[0][number],
  workload: number,
  overheadSeconds: number,
): SeenLatency {
  const { timeToFirstToken, timePerOutputToken }: Latencies = latenciesOf([served], workload, overheadSeconds);
  return {
    requests: timeToFirstToken.length,
    timeToFirstTokenSeconds: quantile(timeToFirstToken.sort(), promisedQuantile),
    timePerOutputTokenSeconds: quantile(timePerOutputToken.sort(), promisedQuantile),
  };
}

export const isKept = (seen: SeenLatency, promise: LatencyObjectives): boolean =>
  !(seen.timeToFirstTokenSeconds > promise.timeToFirstTokenSeconds) &&
  !(seen.timePerOutputTokenSeconds > promise.timePerOutputTokenSeconds);
