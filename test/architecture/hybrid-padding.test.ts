import { describe, expect, test } from 'vitest';
import { blocksOf, paddingNote } from '../../lib/architecture/hybrid-padding';
import type { CacheLayer } from '../../lib/architecture/model/cache';

const full = (layer: number, heads = 8): CacheLayer => ({
  layer,
  kind: 'full',
  heads,
  keyDimension: 128,
  valueDimension: 128,
});
const window = (layer: number): CacheLayer => ({ ...full(layer), kind: 'window', windowTokens: 128 }) as CacheLayer;
const state = (layer: number): CacheLayer => ({ layer, kind: 'state', parts: [{ values: 1024, bytes: 2 }] });

const layers = (count: number, make: (layer: number) => CacheLayer): CacheLayer[] =>
  Array.from({ length: count }, (_, layer) => make(layer));

describe('layers that keep their cache in several ways', () => {
  test.each([
    {
      what: '10 full and 52 windows: six groups of ten',
      caches: [layers(10, full), layers(52, window)],
      full: 1,
      other: 60 / 52,
    },
    {
      what: '13 full and 12 windows: two groups of thirteen',
      caches: [layers(13, full), layers(12, window)],
      full: 1,
      other: 13 / 12,
    },
    {
      what: '12 full and 36 states: four groups of twelve',
      caches: [layers(12, full), layers(36, state)],
      full: 1,
      other: 1,
    },
    {
      what: '4 full and 27 states: eight groups of four',
      caches: [layers(4, full), layers(27, state)],
      full: 1,
      other: 28 / 27,
    },
  ])('$what', ({ caches, full: ofFull, other }) => {
    const blocks = blocksOf(caches.flat(), { tensorParallel: 1 });

    expect(blocks(caches[0]?.[0] as CacheLayer).share).toBe(ofFull);
    expect(blocks(caches[1]?.[0] as CacheLayer).share).toBe(other);
  });

  /*
   * MiMo-V2-Flash: 9 layers keep every token with 4 heads, 39 a window of 128 with 8; keys of 192, values of 128. A token of the
   * 9 takes half as much as one of the 39, so that a block of theirs holds 32 tokens. The 39 are filled up to five groups of
   * nine: 45. On eight GPUs both have one head, and blocks are alike.
   */
  test('put more tokens into the blocks of smaller layers', () => {
    const sizes = { keyDimension: 192, valueDimension: 128 };
    const caches = [
      ...layers(9, (layer) => ({ ...full(layer, 4), ...sizes }) as CacheLayer),
      ...layers(39, (layer) => ({ ...window(layer), ...sizes }) as CacheLayer),
    ];
    const [first, last] = [caches[0] as CacheLayer, caches[47] as CacheLayer];

    expect(blocksOf(caches, { tensorParallel: 1 })(first)).toEqual({ blockTokens: 32, share: 1 });
    expect(blocksOf(caches, { tensorParallel: 1 })(last)).toEqual({ blockTokens: 16, share: 45 / 39 });
    expect(blocksOf(caches, { tensorParallel: 8 })(first)).toEqual({ blockTokens: 16, share: 1 });
  });

  test('fill up a block that whole tokens do not make as large: three heads beside eight', () => {
    const caches = [...layers(10, (layer) => full(layer, 3)), ...layers(10, window)];

    expect(blocksOf(caches, { tensorParallel: 1 })(full(0, 3))).toEqual({ blockTokens: 16, share: 8 / 3 });
  });

  test('are left as they are where all keep every token', () => {
    const caches = [...layers(10, (layer) => full(layer, 4)), ...layers(52, full)];

    expect(blocksOf(caches, { tensorParallel: 1 })(full(0))).toEqual({ blockTokens: 16, share: 1 });
    expect(blocksOf(layers(62, full), { tensorParallel: 1 })(full(0))).toEqual({ blockTokens: 16, share: 1 });
  });

  test('say so', () => {
    expect(paddingNote([...layers(10, full), ...layers(52, window)], { tensorParallel: 1 })).toContain(
      '52 layers are filled up to 60',
    );
    expect(paddingNote(layers(62, full), { tensorParallel: 1 })).toBe('');
  });
});
