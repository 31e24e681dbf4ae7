import { describe, expect, test } from 'vitest';
import { paddingNote, paddingOf } from '../../lib/architecture/hybrid-padding';
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
    const padding = paddingOf(caches.flat());

    expect(padding(caches[0]?.[0] as CacheLayer)).toBe(ofFull);
    expect(padding(caches[1]?.[0] as CacheLayer)).toBe(other);
  });

  test('are not padded where their blocks differ in size, nor where all are alike', () => {
    expect(paddingOf([...layers(10, (layer) => full(layer, 4)), ...layers(52, window)])(window(0))).toBe(1);
    expect(paddingOf(layers(62, full))(full(0))).toBe(1);
  });

  test('say so', () => {
    expect(paddingNote([...layers(10, full), ...layers(52, window)])).toContain('52 layers are filled up to 60');
    expect(paddingNote(layers(62, full))).toBe('');
  });
});
