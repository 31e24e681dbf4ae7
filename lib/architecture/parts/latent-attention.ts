import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

/** Multi-head latent attention: keys and values of all heads in one vector. */
export interface LatentAttention {
  readonly hidden: number;
  readonly heads: number;
  /** Undefined where queries are not compressed. */
  readonly queryRank: number | undefined;
  readonly kvRank: number;
  readonly plainDimension: number;
  readonly rotaryDimension: number;
  readonly valueDimension: number;
}

export function latentAttention(attention: LatentAttention): readonly Tensor[] {
  const { hidden, heads, queryRank, kvRank, plainDimension, rotaryDimension, valueDimension } = attention;
  const queries = heads * (plainDimension + rotaryDimension);
  return [
    ...(queryRank === undefined
      ? linear('self_attn.q_proj', queries, hidden, 'outputs')
      : [
          ...linear('self_attn.q_a_proj', queryRank, hidden, 'copied'),
          vector('self_attn.q_a_layernorm', queryRank),
          ...linear('self_attn.q_b_proj', queries, queryRank, 'outputs'),
        ]),
    ...linear('self_attn.kv_a_proj_with_mqa', kvRank + rotaryDimension, hidden, 'copied'),
    vector('self_attn.kv_a_layernorm', kvRank),
    ...linear('self_attn.kv_b_proj', heads * (plainDimension + valueDimension), kvRank, 'outputs'),
    ...linear('self_attn.o_proj', hidden, heads * valueDimension, 'inputs'),
  ];
}

/** Chooses the tokens that a query attends to (DeepSeek sparse attention). */
export interface Indexer {
  readonly hidden: number;
  readonly queryRank: number;
  readonly heads: number;
  readonly dimension: number;
}

export const indexer = ({ hidden, queryRank, heads, dimension }: Indexer): readonly Tensor[] => [
  ...linear('self_attn.indexer.wq_b', heads * dimension, queryRank, 'copied'),
  ...linear('self_attn.indexer.wk', dimension, hidden, 'copied'),
  ...linear('self_attn.indexer.weights_proj', heads, hidden, 'copied', { role: 'router' }),
  vector('self_attn.indexer.k_norm', 2 * dimension),
];

/** A key of the indexer: one byte a value, and a scale of four bytes for every 128. */
export const indexKeyBytes = (dimension: number): number => dimension + (dimension / 128) * 4;

/**
 * The engine keeps `kv_b_proj` a second time, cut for keys and for values and in the data type of the model, whatever the
 * checkpoint’s quantisation.
 *
 * @see vllm 0.33.0 model_executor/layers/attention/mla_attention.py, process_weights_after_loading
 */
export const engineCopies = ({ heads, plainDimension, valueDimension, kvRank }: LatentAttention): readonly Tensor[] =>
  linear('self_attn.kv_b_proj_for_decode', heads * (plainDimension + valueDimension), kvRank, 'outputs', {
    role: 'vector',
  }).map((tensor) => ({ ...tensor, place: 'copy' as const, activeCount: 0 }));
