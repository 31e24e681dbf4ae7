export type FinishReason = 'stop' | 'length' | 'abort' | 'error';

/** One request of a client, as the scheduler sees it. Its text is not kept. */
export interface Generation {
  readonly promptTokens: number;
  /** None where the answer is a vector or a score. */
  readonly maxTokens: number;
  readonly reasonAtEnd: FinishReason;
  /** Called for each token. */
  onToken(): void;
  /** Called once, last. */
  onEnd(reason: FinishReason): void;
}

export interface Scheduled {
  readonly generation: Generation;
  readonly arrivedAt: number;
  startedAt: number;
  lastTokenAt: number;
  prefillLeftSeconds: number;
  tokens: number;
}
