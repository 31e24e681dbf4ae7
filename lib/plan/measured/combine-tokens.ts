import type { MeasuredTokens } from '../../fleet/measurements';

/** What a cell's engines read, wrote and finished in a day. */
export interface TokenDay {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** With fewer requests a mean is not reliable, because their lengths spread over orders of magnitude. Assumed. */
export const leastRequests = 1000;

/** Days and regions taken together; undefined with too few requests. */
export function combineTokens(days: readonly TokenDay[], until: string): MeasuredTokens | undefined {
  const sum = (pick: (day: TokenDay) => number): number => days.reduce((total, day) => total + pick(day), 0);
  const requests = sum((day) => day.requests);
  const mean = (tokens: number): number => Number((tokens / requests).toPrecision(4));
  const [inputTokens, outputTokens] = [sum((day) => day.inputTokens), sum((day) => day.outputTokens)];
  return requests < leastRequests || inputTokens <= 0 || outputTokens <= 0
    ? undefined
    : { meanInputTokens: mean(inputTokens), meanOutputTokens: mean(outputTokens), requests, until };
}
