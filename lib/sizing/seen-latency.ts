import { type PromisedPercentile, promisedPercentile } from '../contract/promised-percentile';
import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import { type Latencies, latenciesOf } from '../simulation/latencies';
import { quantile } from '../simulation/quantiles';
import type { Requests } from '../simulation/requests';
import type { SimulatedCell } from '../simulation/simulate-cell';

const shares: Readonly<Record<PromisedPercentile, number>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** What one workload saw of a cell that refused nothing. */
export interface SeenLatency {
  readonly requests: number;
  readonly at: PromisedPercentile;
  /** At that percentile; NaN where there are no requests, or no answer of more than one token. */
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

export function seenLatency(
  served: Parameters<typeof latenciesOf>[0][number],
  workload: number,
  overheadSeconds: number,
  promise: LatencyObjectives,
): SeenLatency {
  const at = promisedPercentile(promise);
  const { timeToFirstToken, timePerOutputToken }: Latencies = latenciesOf([served], workload, overheadSeconds);
  return {
    requests: timeToFirstToken.length,
    at,
    timeToFirstTokenSeconds: quantile(timeToFirstToken.sort(), shares[at]),
    timePerOutputTokenSeconds: quantile(timePerOutputToken.sort(), shares[at]),
  };
}

/**
 * Whether what a workload would see at its percentile is within its promise, found without sorting. Where a request has no end
 * it is not: it was refused, or the simulation ended before, as no promise could be kept any longer.
 */
export function isKept(
  served: Parameters<typeof latenciesOf>[0][number],
  workload: number,
  overheadSeconds: number,
  promise: LatencyObjectives,
): boolean {
  const { timeToFirstToken, timePerOutputToken, refused } = latenciesOf([served], workload, overheadSeconds);
  const share = shares[promisedPercentile(promise)];
  return (
    refused === 0 &&
    areWithin(timeToFirstToken, promise.timeToFirstTokenSeconds, share) &&
    areWithin(timePerOutputToken, promise.timePerOutputTokenSeconds, share)
  );
}

/**
 * Whether a simulation that goes on can no longer keep what a workload is promised, because more of its requests were late
 * than the percentile leaves. Later requests change nothing about that.
 */
export function canNoLongerKeep(
  requests: Requests,
  workload: number,
  overheadSeconds: number,
  promise: LatencyObjectives,
): NonNullable<SimulatedCell['stopsWhen']> {
  const share = shares[promisedPercentile(promise)];
  let [all, decoding] = [0, 0];
  for (let request = 0; request < requests.count; request += 1) {
    if (requests.workload[request] === workload) {
      all += 1;
      decoding += (requests.outputTokens[request] as number) > 1 ? 1 : 0;
    }
  }
  const mayBeLate = (count: number): number => count - Math.ceil(count * share);
  return ({ firstTokenAt, finishedAt }, arrived) => {
    let [lateFirst, lateEach] = [0, 0];
    for (let request = 0; request < arrived; request += 1) {
      if (requests.workload[request] === workload) {
        const first = firstTokenAt[request] as number;
        const waited = first - ((requests.arrivalSeconds[request] as number) - overheadSeconds);
        const each = ((finishedAt[request] as number) - first) / ((requests.outputTokens[request] as number) - 1);
        // A time that is not known yet is NaN, and above nothing.
        lateFirst += waited > promise.timeToFirstTokenSeconds ? 1 : 0;
        lateEach += each > promise.timePerOutputTokenSeconds ? 1 : 0;
      }
    }
    return lateFirst > mayBeLate(all) || lateEach > mayBeLate(decoding);
  };
}

/** As many values as the quantile of nearest rank asks for. */
function areWithin(values: Float64Array, most: number, share: number): boolean {
  let within = 0;
  for (const value of values) {
    within += value <= most ? 1 : 0;
  }
  return within >= Math.ceil(values.length * share);
}
