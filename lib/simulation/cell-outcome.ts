/** What happened to the requests of a cell, in their order, and to its engines. */
export interface CellOutcome {
  /** Seconds on the clock of the simulation; NaN where the request was refused. */
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
  readonly refused: number;
  readonly preemptions: number;
  /** From the first moment until the last request was done. */
  readonly seconds: number;
  /** Share of the time in service in which an engine computed. Ratio. */
  readonly busyRatio: number;
  /** Share of the KV cache in use, over the time in which engines computed, and at the fullest moment of any engine. Ratios. */
  readonly meanCacheRatio: number;
  readonly peakCacheRatio: number;
  readonly meanInstances: number;
  readonly launches: number;
}
