/** How tensor parallelism divides a matrix among the GPUs of a replica. */
export type Split =
  /** Every GPU holds all of it. */
  | 'copied'
  /** Every GPU holds some of its rows (outputs): column-parallel in vLLM's words. */
  | 'outputs'
  /** Every GPU holds some of its columns (inputs): row-parallel in vLLM's words. */
  | 'inputs'
  /** As `outputs`, in whole heads, of which every GPU holds at least one. */
  | 'heads'
  /** As `outputs`, of a vocabulary that the engine pads to a multiple of 64. */
  | 'vocabulary';

/** What a matrix is for; quantisation treats the roles differently. */
export type Role = 'linear' | 'expert' | 'router' | 'embedding' | 'head' | 'vector';

/**
 * Where a matrix belongs. `unloaded` is in the checkpoint, and the engine does not load it; `copy` is only in memory, where
 * the engine keeps a second form of a matrix.
 */
export type Place = 'text' | 'tower' | 'unloaded' | 'copy';

/** A matrix of the checkpoint, or several of one shape, such as the experts of a layer. */
export interface Tensor {
  /** As in the checkpoint, without its leading `model.`: `layers.3.self_attn.q_proj`. */
  readonly name: string;
  /** Undefined before the first and after the last layer. */
  readonly layer?: number;
  readonly role: Role;
  readonly place: Place;
  readonly outputs: number;
  readonly inputs: number;
  readonly split: Split;
  /** For `heads`: how many there are. */
  readonly heads?: number;
  /** How many matrices of this shape; more than one for experts. */
  readonly count: number;
  /** How many of them a token uses; zero for a table in which it looks up one row. */
  readonly activeCount: number;
  /** Bytes of one value where they do not follow from the model's data type. */
  readonly bytesPerValue?: number;
}

export const parametersOf = ({ outputs, inputs, count }: Tensor): number => outputs * inputs * count;
