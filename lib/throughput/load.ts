/** The load on one replica: `concurrency` requests of this length always in flight. */
export interface Load {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  /** Prompt tokens that are computed, the rest being in the prefix cache. All of them where it is not said. */
  readonly prefillTokens?: number;
}

export type Lengths = Omit<Load, 'concurrency'>;

export interface Latency {
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

/** Seconds from a request's arrival to its last token. */
export const requestSeconds = (latency: Latency, outputTokens: number): number =>
  latency.timeToFirstTokenSeconds + Math.max(0, outputTokens - 1) * latency.timePerOutputTokenSeconds;
