import { headsOnOneGpu } from './layout';
import type { Layout } from './model/architecture';
import type { CacheLayer } from './model/cache';

/** Tokens of one block of the cache. @see vllm 0.33.0 config/cache.py */
export const blockTokens = 16;

/** How the engine keeps the cache of one layer. */
export interface CacheBlocks {
  /** Tokens of one block. */
  readonly blockTokens: number;
  /** Layers' worth of memory that it takes: 1 where nothing is filled up. */
  readonly share: number;
}

const asTheyAre: CacheBlocks = { blockTokens, share: 1 };

/**
 * Blocks of all layers are equally large in one pool. Where the tokens of layers differ in size, a block of the smaller ones
 * holds more tokens, and one that cannot be made as large by whole tokens is filled up.
 *
 * Layers that keep their cache in several ways are then divided into groups of equally many layers, and the last group of
 * each kind is filled up. The groups are as large as the rarest kind, or as the commonest one if that has less than half as
 * many more.
 *
 * @see vllm 0.33.0 v1/core/kv_cache_planning.py, unify_kv_cache_spec_page_size, _get_kv_cache_groups_uniform_page_size
 */
export function blocksOf(caches: readonly CacheLayer[], layout: Layout): (layer: CacheLayer) => CacheBlocks {
  const counts = new Map<string, number>();
  for (const layer of caches) {
    counts.set(kindOf(layer), (counts.get(kindOf(layer)) ?? 0) + 1);
  }
  const sizes = new Set(caches.flatMap((layer) => sizeOf(layer, layout) ?? []));
  const differ = sizes.size > 1;
  if (counts.size < 2 || isOneGroup(caches) || (differ && !caches.every(canBeFilledUp))) {
    return () => asTheyAre;
  }
  const largest = Math.max(...sizes);
  const group = groupSize([...counts.values()]);
  return (layer) => {
    const size = sizeOf(layer, layout) ?? largest;
    const count = counts.get(kindOf(layer)) ?? 1;
    const filled = (Math.ceil(count / group) * group) / count;
    return largest % size === 0
      ? { blockTokens: (blockTokens * largest) / size, share: filled }
      : { blockTokens, share: filled * (largest / size) };
  };
}

/** What a reader of the bytes must know of the padding; empty where there is none. */
export function paddingNote(caches: readonly CacheLayer[], layout: Layout): string {
  const blocks = blocksOf(caches, layout);
  const padded = caches.filter((layer) => blocks(layer).share > 1);
  const [first] = padded;
  return first === undefined
    ? ''
    : `, since ${padded.length} layers are filled up to ${Math.round(padded.length * blocks(first).share)} in groups of equally many`;
}

const groupSize = (counts: readonly number[]): number => {
  const [rarest, commonest] = [Math.min(...counts), Math.max(...counts)];
  return commonest < rarest * 1.5 ? commonest : rarest;
};

/** Layers that all keep every token, whatever its size, share one table of blocks. */
const isOneGroup = (caches: readonly CacheLayer[]): boolean => caches.every(({ kind }) => kind === 'full');

const canBeFilledUp = ({ kind }: CacheLayer): boolean => kind === 'full' || kind === 'window';

/** Layers of one kind and size are grouped together. */
function kindOf({ layer: _, ...cache }: CacheLayer): string {
  return JSON.stringify(cache);
}

/** Values of one token on one GPU; a state is filled up to whatever attention has. */
function sizeOf(layer: CacheLayer, layout: Layout): number | undefined {
  switch (layer.kind) {
    case 'full':
    case 'window':
      return headsOnOneGpu(layer.heads, layout) * (layer.keyDimension + layer.valueDimension);
    case 'latent':
      return layer.values;
    case 'index':
      return layer.bytesPerToken;
    case 'cross':
      return headsOnOneGpu(layer.heads, layout) * 2 * layer.headDimension;
    case 'state':
      return undefined;
    default:
      return layer satisfies never;
  }
}
