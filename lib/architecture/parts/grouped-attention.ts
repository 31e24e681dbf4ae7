import type { CacheLayer } from '../model/cache';
import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

/** Attention whose query heads share key and value heads; with one for each it is multi-head, with one for all multi-query. */
export interface GroupedAttention {
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDimension: number;
  /** @default headDimension */
  readonly valueDimension?: number;
  readonly bias?: boolean;
  readonly outputBias?: boolean;
  /** Norms of queries and keys: one for every head, or over all heads at once. @default none */
  readonly norm?: 'head' | 'all' | 'none';
  /** Queries carry a gate of their own size. @default false */
  readonly gated?: boolean;
  /** The layer has keys and values of its own. @default true */
  readonly ownKeys?: boolean;
  /** Values are the keys: no matrix of their own. @default false */
  readonly keysAreValues?: boolean;
  /** @default self_attn */
  readonly name?: string;
}

export function groupedAttention(attention: GroupedAttention): readonly Tensor[] {
  const { hidden, heads, kvHeads, headDimension, bias = false, ownKeys = true } = attention;
  const { name = 'self_attn', norm = 'none', outputBias = false } = attention;
  const valueDimension = attention.valueDimension ?? headDimension;
  const queries = heads * headDimension * (attention.gated ? 2 : 1);
  const normLength = (count: number): number => (norm === 'all' ? count * headDimension : headDimension);
  return [
    ...linear(`${name}.q_proj`, queries, hidden, 'outputs', { bias }),
    ...(ownKeys ? linear(`${name}.k_proj`, kvHeads * headDimension, hidden, 'heads', { bias, heads: kvHeads }) : []),
    ...(ownKeys && !attention.keysAreValues
      ? linear(`${name}.v_proj`, kvHeads * valueDimension, hidden, 'heads', { bias, heads: kvHeads })
      : []),
    ...linear(`${name}.o_proj`, hidden, heads * valueDimension, 'inputs', { bias: outputBias }),
    ...(norm === 'none' ? [] : [vector(`${name}.q_norm`, normLength(heads))]),
    ...(norm === 'none' || !ownKeys ? [] : [vector(`${name}.k_norm`, normLength(kvHeads))]),
  ];
}

/** What one layer of it keeps for every token, or for the tokens of its window. */
export function groupedCache(
  layer: number,
  attention: Pick<GroupedAttention, 'kvHeads' | 'headDimension' | 'valueDimension'>,
  windowTokens?: number,
): CacheLayer {
  const sizes = {
    layer,
    heads: attention.kvHeads,
    keyDimension: attention.headDimension,
    valueDimension: attention.valueDimension ?? attention.headDimension,
  };
  return windowTokens === undefined ? { ...sizes, kind: 'full' } : { ...sizes, kind: 'window', windowTokens };
}
