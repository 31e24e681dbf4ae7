import { drawnLength } from '../simulation/arrivals/lengths';
import { Random } from '../simulation/random';
import { emptyRequests, type Requests } from '../simulation/requests';

/** The lengths of a batch's requests. */
export interface BacklogRequests {
  readonly lengths: {
    readonly meanInputTokens: number;
    readonly meanOutputTokens: number;
    readonly maxInputTokens: number;
    readonly maxOutputTokens: number;
  };
  readonly prefixReuseRatio: number;
}

/** Lower than that of requests that people wait for, which is 0. */
const backlogPriority = 1;

/** Requests that arrive, and behind them those of a batch that engines take when they have room. @param workload index of the batch */
export function withBacklog(
  arriving: Requests,
  count: number,
  workload: number,
  { lengths, prefixReuseRatio }: BacklogRequests,
  seed: number,
): Requests {
  const all = emptyRequests(arriving.count + count);
  for (const column of [
    'arrivalSeconds',
    'inputTokens',
    'outputTokens',
    'cachedTokens',
    'workload',
    'priority',
  ] as const) {
    all[column].set(arriving[column]);
  }
  all.workload.fill(workload, arriving.count);
  all.priority.fill(backlogPriority, arriving.count);
  const random = new Random(seed);
  for (let request = arriving.count; request < all.count; request += 1) {
    const input = drawnLength(random, lengths.meanInputTokens, lengths.maxInputTokens);
    all.inputTokens[request] = input;
    all.outputTokens[request] = drawnLength(random, lengths.meanOutputTokens, lengths.maxOutputTokens);
    all.cachedTokens[request] = Math.min(input - 1, Math.floor(input * prefixReuseRatio));
  }
  return all;
}
