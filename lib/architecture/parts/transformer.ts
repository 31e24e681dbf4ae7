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
  /** @default 2, attention and feed-forward */
  readonly partsPerLayer?: Network['partsPerLayer'];
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
    widestActivation: widest(tensors, sizes.hidden),
    ...(parts.partsPerLayer === undefined ? {} : { partsPerLayer: parts.partsPerLayer }),
    ...(parts.experts === undefined ? {} : { experts: parts.experts }),
  };
}

/** The most values that one layer holds for a token: its input, and what the widest matrix makes of it. */
export const widest = (tensors: readonly Tensor[], hidden: number): number =>
  2 * hidden +
  Math.max(
    0,
    ...tensors
      .filter(({ role, place }) => place === 'text' && (role === 'linear' || role === 'expert'))
      .map(({ outputs, activeCount }) => 2 * outputs * Math.max(1, activeCount)),
  );
