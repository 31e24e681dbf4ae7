import type { TraceRequest } from './request';
import { TraceProblem } from './request';

/** The requests of a trace in columns. A request without counts failed when it was recorded, and is left out. */
export interface RecordedRequests {
  readonly count: number;
  /** Since the first one, ascending. */
  readonly seconds: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
}

/** @throws TraceProblem when fewer than two requests have counts */
export function recordedRequests(requests: Iterable<TraceRequest>): RecordedRequests {
  const [milliseconds, inputs, outputs]: [number[], number[], number[]] = [[], [], []];
  for (const { timeMs, inputTokens, outputTokens } of requests) {
    if (inputTokens !== undefined && outputTokens !== undefined) {
      milliseconds.push(timeMs);
      inputs.push(inputTokens);
      outputs.push(outputTokens);
    }
  }
  if (milliseconds.length < 2) {
    throw new TraceProblem(
      `no requests with counts, got ${milliseconds.length}, expected at least 2`,
      'name another trace',
    );
  }
  const start = milliseconds[0] as number;
  return {
    count: milliseconds.length,
    seconds: Float64Array.from(milliseconds, (time) => (time - start) / 1000),
    inputTokens: Int32Array.from(inputs),
    outputTokens: Int32Array.from(outputs),
  };
}
