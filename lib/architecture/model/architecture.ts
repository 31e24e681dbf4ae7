import type { SuppliedDefault } from '../config/config-fault';
import type { Quantization } from '../quantization/quantization';
import type { CacheLayer } from './cache';
import type { Tensor } from './tensor';

/** What a model answers with. */
export type Task = 'generate' | 'embed' | 'rerank';

/** How many tokens a sequence may have. */
export interface Context {
  /** Longest sequence that the engine accepts with `--max-model-len` and the model has positions for. */
  readonly longestTokens: number;
  /** Longest sequence that the engine takes by itself, without that flag; it may be more than there are positions. */
  readonly defaultTokens: number;
  /** Values that the engine must be told with `--hf-overrides` before it accepts {@link longestTokens}. */
  readonly engineOverrides: Readonly<Record<string, number>>;
  /** The arithmetic of {@link longestTokens}. */
  readonly derivation: string;
}

/** A number that the GPUs of a replica must divide, or the engine ends at start. */
export interface Divisor {
  /** Key of `config.json`. */
  readonly key: string;
  readonly count: number;
  /** Which GPUs share it: those of tensor parallelism, or all that share the experts. */
  readonly among: 'tensorParallel' | 'experts';
  /** Fewer than GPUs is allowed where the GPUs are a multiple: each is copied. */
  readonly copied?: boolean;
  /** What the engine says when it ends. */
  readonly engineMessage: string;
}

/** What the layers and tables of a model are; what a family reads from its `config.json`. */
export interface Network {
  readonly tensors: readonly Tensor[];
  readonly caches: readonly CacheLayer[];
  readonly layers: number;
  /** Parts of a layer that follow one another, each summed over the GPUs: attention and feed-forward. @default 2 */
  readonly partsPerLayer?: 1 | 2;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** Query heads of the widest layer. */
  readonly attentionHeads: number;
  readonly divisors: readonly Divisor[];
  /** Widest intermediate activation of one token on one GPU of one, in values; for the memory that activations take. */
  readonly widestActivation: number;
  readonly experts?: { readonly count: number; readonly perToken: number };
}

/** What one token of an image stands for. */
export interface ImageToken {
  readonly pixels: number;
  /** Patches that the tower works on one by one before it merges them. */
  readonly patches: number;
}

/** What a model's `config.json` says about its parameters, memory and limits. */
export interface Architecture extends Network {
  /** `model_type` of the text model. */
  readonly modelType: string;
  /** The family's name and the code that it was read from. */
  readonly family: string;
  readonly source: string;
  readonly task: Task;
  readonly context: Context;
  readonly quantization: Quantization;
  /** Bytes of one value that is not quantised: in the checkpoint, and as the engine loads it. */
  readonly checkpointBytesPerValue: number;
  readonly loadedBytesPerValue: number;
  /** Whether the model reads images, video or sound. */
  readonly hasTower: boolean;
  /** Absent where the model reads no images. */
  readonly imageToken?: ImageToken;
  readonly defaults: readonly SuppliedDefault[];
}

/** How many GPUs share one engine, and how. */
export interface Layout {
  readonly tensorParallel: number;
  /** Stages of consecutive layers. @default 1 */
  readonly pipelineParallel?: number;
  /** Copies of the attention, each with its own requests, that share the experts. @default 1 */
  readonly dataParallel?: number;
  /** Whether each GPU holds whole experts instead of a part of each. @default false */
  readonly expertParallel?: boolean;
}
