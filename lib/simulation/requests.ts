/** Requests in columns, in order of arrival: a million of them are a few arrays, not a million objects. */
export interface Requests {
  readonly count: number;
  readonly arrivalSeconds: Float64Array;
  readonly inputTokens: Int32Array;
  /** At least 1. */
  readonly outputTokens: Int32Array;
  /** Prompt tokens that the engine finds in its prefix cache; fewer than the prompt has. */
  readonly cachedTokens: Int32Array;
  /** Index of the workload that a request is of. */
  readonly workload: Uint8Array;
  /** Lower runs first. */
  readonly priority: Uint8Array;
}

export const emptyRequests = (count: number): Requests => ({
  count,
  arrivalSeconds: new Float64Array(count),
  inputTokens: new Int32Array(count),
  outputTokens: new Int32Array(count),
  cachedTokens: new Int32Array(count),
  workload: new Uint8Array(count),
  priority: new Uint8Array(count),
});
