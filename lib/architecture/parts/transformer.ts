import type { Divisor, Network } from '../model/architecture';
import type { CacheLayer } from '../model/cache';
import type { Tensor } from '../model/tensor';
import { attentionHeads, kvHeads } from './divisors';
import { embeddings, finalNorm } from './embeddings';
import { inLayer, vector } from './linear';
import type { Sizes } from './sizes';

/** A stack of layers between an embedding and a head. */
export interface Transformer {
  readonly sizes: Sizes;
  /** Norms of every layer, each of the hidden size. @default 2 */
  readonly norms?: number;
  readonly attention: (layer: number) => readonly Tensor[];
  readonly feedForward: (layer: number) => readonly Tensor[];
  readonly caches: (layer: number) => readonly CacheLayer[];
  /** Tables and heads in place of the usual ones. */
  readonly tables?: readonly Tensor[];
  /** What the model has besides. */
  readonly others?: readonly Tensor[];
  readonly divisors?: readonly Divisor[];
  readonly experts?: Network['experts'];
  /** False for models whose keys and values are not of heads. @default true */
  readonly splitsKvHeads?: boolean;
}

export function transformer(parts: Transformer): Network {
  const { sizes, norms = 2, others = [], divisors = [], splitsKvHeads = true } = parts;
  const layers = Array.from({ length: sizes.layers }, (_, layer) => layer);
  const tensors = [
    ...(parts.tables ?? embeddings(sizes)),
    ...layers.flatMap((layer) =>
      inLayer(layer, [...parts.attention(layer), ...parts.feedForward(layer), vector('norms', norms * sizes.hidden)]),
    ),
    finalNorm(sizes.hidden),
    ...others,
  ];
  return {
    tensors,
    caches: layers.flatMap(parts.caches),
    layers: sizes.layers,
    hiddenSize: sizes.hidden,
    vocabularySize: sizes.vocabulary,
    attentionHeads: sizes.heads,
    divisors: [attentionHeads(sizes.heads), ...(splitsKvHeads ? [kvHeads(sizes.kvHeads)] : []), ...divisors],
    widestActivation: widest(tensors),
    ...(parts.experts === undefined ? {} : { experts: parts.experts }),
  };
}

/** What the widest feed-forward matrix makes of a token: gate, up, and their product. Experts do so once for each that it uses. */
function widest(tensors: readonly Tensor[]): Network['widestActivation'] {
  const widths = tensors
    .filter(
      ({ place, role, split }) => place === 'text' && split === 'outputs' && (role === 'linear' || role === 'expert'),
    )
    .map(({ outputs, activeCount }) => 3 * outputs * Math.max(1, activeCount));
  return { split: Math.max(0, ...widths), whole: 0 };
}
