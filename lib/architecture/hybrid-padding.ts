import type { CacheLayer } from './model/cache';

/**
 * How many layers' worth of memory one layer takes. Where layers keep their cache in several ways, the engine divides them into
 * groups of equally many layers, which share one pool of blocks, and fills the last group of each kind up with padding.
 *
 * The groups are as large as the rarest kind, or as the commonest one if that has less than half as many more. Layers whose
 * blocks differ in size are packed in another way, which is not reckoned here.
 *
 * @see vllm 0.33.0 v1/core/kv_cache_planning.py, _get_kv_cache_groups_uniform_page_size
 */
export function paddingOf(caches: readonly CacheLayer[]): (layer: CacheLayer) => number {
  const counts = new Map<string, number>();
  for (const layer of caches) {
    counts.set(kindOf(layer), (counts.get(kindOf(layer)) ?? 0) + 1);
  }
  const sizes = new Set(caches.flatMap((layer) => sizeOf(layer) ?? []));
  if (counts.size < 2 || sizes.size > 1) {
    return () => 1;
  }
  const [rarest, commonest] = [Math.min(...counts.values()), Math.max(...counts.values())];
  const group = commonest < rarest * 1.5 ? commonest : rarest;
  return (layer) => {
    const count = counts.get(kindOf(layer)) ?? 1;
    return (Math.ceil(count / group) * group) / count;
  };
}

/** What a reader of the bytes must know of the padding; empty where there is none. */
export function paddingNote(caches: readonly CacheLayer[]): string {
  const padding = paddingOf(caches);
  const padded = caches.filter((layer) => padding(layer) > 1);
  const [first] = padded;
  return first === undefined
    ? ''
    : `, since ${padded.length} layers are filled up to ${Math.round(padded.length * padding(first))} in groups of equally many`;
}

/** Layers of one kind and size are grouped together. */
function kindOf({ layer: _, ...cache }: CacheLayer): string {
  return JSON.stringify(cache);
}

/** What one token takes in attention; a state is padded to whatever that is. */
function sizeOf(layer: CacheLayer): string | undefined {
  switch (layer.kind) {
    case 'full':
    case 'window':
      return `${layer.heads} × ${layer.keyDimension + layer.valueDimension}`;
    case 'latent':
      return `${layer.values}`;
    case 'index':
      return `${layer.bytesPerToken} bytes`;
    case 'cross':
      return `${layer.positions} positions`;
    case 'state':
      return undefined;
    default:
      return layer satisfies never;
  }
}
