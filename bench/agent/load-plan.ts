/** Input of the load generator, as JSON. */
export interface LoadPlan {
  readonly seconds: number;
  readonly targets: readonly LoadTarget[];
}

/** Streamed completions. They start at a fixed rate, however long the answers take (open loop). */
export interface LoadTarget {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number;
  /** Answer lengths of the completions, used in turn. */
  readonly answerTokens: readonly number[];
}

/** Output of the load generator for each target, as JSON. */
export interface LoadReport {
  readonly name: string;
  readonly asked: number;
  readonly failed: number;
}
