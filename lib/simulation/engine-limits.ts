/** The limits of one engine, by the names of vLLM's flags. */
export interface EngineLimits {
  /** `--max-num-seqs`: requests that it runs at once. */
  readonly maxSequences: number;
  /** `--max-num-batched-tokens`: tokens that it computes in one step. */
  readonly maxBatchedTokens: number;
  /** `--max-num-queued-reqs`: requests running and waiting; what exceeds it is answered with 503 at once. */
  readonly maxInFlight: number;
  /** Blocks of the KV cache. */
  readonly cacheBlocks: number;
  /** Tokens of a block. @default 16, the default of vLLM */
  readonly blockTokens?: number;
}

export const defaultBlockTokens = 16;
