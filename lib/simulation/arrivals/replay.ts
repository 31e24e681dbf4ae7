import type { Random } from '../random';
import { timeOrder } from './time-order';

/** Requests as they were recorded. */
export interface RecordedRequests {
  readonly count: number;
  /** From the first one, ascending. */
  readonly seconds: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
}

/** How far copies of a request stand from it, seconds. Assumed: the rate of each minute stays as recorded. */
const jitterSeconds = 10;

/**
 * Which recorded request arrives when, if there are `factor` times as many: each is left out, taken or copied at random,
 * so that the busy minutes stay the busy ones. With a factor of 1 the recording itself.
 */
export function replay(
  random: Random,
  { count, seconds }: RecordedRequests,
  factor: number,
): { readonly seconds: Float64Array; readonly recorded: Uint32Array } {
  const last = seconds[count - 1] ?? 0;
  const most = count * Math.ceil(factor);
  const [times, origins] = [new Float64Array(most), new Uint32Array(most)];
  let made = 0;
  for (let request = 0; request < count; request += 1) {
    const copies = Math.floor(factor) + (random.uniform() < factor % 1 ? 1 : 0);
    for (let copy = 0; copy < copies; copy += 1) {
      const offset = copy === 0 ? 0 : jitterSeconds * (random.uniform() - 0.5);
      times[made] = Math.min(last, Math.max(0, (seconds[request] as number) + offset));
      origins[made] = request;
      made += 1;
    }
  }
  const order = timeOrder(times.subarray(0, made));
  return {
    seconds: new Float64Array(made).map((_, place) => times[order[place] as number] as number),
    recorded: new Uint32Array(made).map((_, place) => origins[order[place] as number] as number),
  };
}
