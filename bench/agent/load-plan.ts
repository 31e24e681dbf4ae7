/** What the load generator is told, as JSON. */
export interface LoadPlan {
  readonly seconds: number;
  readonly targets: readonly LoadTarget[];
}

/** Completions that are streamed, or only a GET, begun at this rate whatever the answers take: an open loop. */
export interface LoadTarget {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number;
  /** Of each completion in turn; none for a GET. */
  readonly answerTokens: readonly number[];
}

/** What it says of each target at its end, as JSON. */
export interface LoadReport {
  readonly name: string;
  readonly asked: number;
  readonly failed: number;
  /** Milliseconds of each answer: until its first byte, and until its last. */
  readonly firstByte: readonly number[];
  readonly whole: readonly number[];
}
