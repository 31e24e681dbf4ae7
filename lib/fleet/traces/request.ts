/** One request of a trace. A count is undefined where the request failed, because a failed request does not show its length. */
export interface TraceRequest {
  readonly timeMs: number;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** What is wrong with a trace, and what to do about it. */
export class TraceProblem extends Error {
  constructor(
    problem: string,
    readonly fix: string,
  ) {
    super(problem);
  }
}

/** No model reads or writes so much in one request; a larger count is a slip, and would cost memory to count. */
const maxTokens = 10_000_000;

/** A count of tokens, written as a number or as its text. `12.0` is how a table tool writes 12 in a column with gaps. */
export function tokenCount(written: unknown): number | undefined {
  const count = numberOf(written);
  return count !== undefined && Number.isInteger(count) && count >= 0 && count <= maxTokens ? count : undefined;
}

export function numberOf(written: unknown): number | undefined {
  if (typeof written === 'number') {
    return Number.isFinite(written) ? written : undefined;
  }
  if (typeof written !== 'string' || written.trim() === '') {
    return undefined;
  }
  const number = Number(written);
  return Number.isFinite(number) ? number : undefined;
}
