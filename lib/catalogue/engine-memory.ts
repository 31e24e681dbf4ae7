import table from './data/engine-memory.json';
import type { Provenance } from './provenance';

/** What one engine logged at its start, of one GPU. */
export interface LoggedMemory {
  readonly model: string;
  /** Release of vLLM. */
  readonly release: string;
  readonly gpu: string;
  readonly tensorParallel: number;
  /** Tokens of the batch that the engine computes to find its peak. */
  readonly maxBatchedTokens: number;
  /** Sequences whose next tokens it samples then. */
  readonly maxSequences: number;
  readonly vocabulary: number;
  /** Peak while that batch is computed and sampled. */
  readonly activationGiB: number;
  /** CUDA libraries, and buffers for the exchange between GPUs. */
  readonly nonTorchGiB?: number;
  readonly graphsGiB?: number;
  readonly source: string;
}

export const engineMemoryProvenance: Provenance = table.provenance;

export const loggedMemory: readonly LoggedMemory[] = table.rows;

/** CUDA graphs of one GPU, in GiB. */
export const loggedGraphsGiB = table.graphsGiB;

/** Memory that the data sheet of a GPU states, and what of it a program can reach. */
export const visibleMemory: readonly {
  readonly gpu: string;
  readonly statedGiB: number;
  readonly visibleGiB: number;
  readonly source: string;
}[] = table.visibleMemory;
