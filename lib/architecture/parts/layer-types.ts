import type { ConfigReader } from '../config/config-reader';

/** The kind of every layer, from `layer_types` or as the family's code supplies it. */
export function layerTypes<T extends string>(
  config: ConfigReader,
  layers: number,
  kinds: readonly T[],
  supplied: (layer: number) => T,
): readonly T[] {
  const stated = config.maybeList('layer_types', 'string');
  if (stated === undefined) {
    return Array.from({ length: layers }, (_, layer) => supplied(layer));
  }
  const known = stated.filter((kind): kind is T => (kinds as readonly string[]).includes(kind));
  const unknown = stated.find((kind) => !(kinds as readonly string[]).includes(kind));
  if (unknown !== undefined || stated.length < layers) {
    config.fault('layer_types', {
      problem: 'does not say the kind of every layer',
      got: unknown ?? `${stated.length} kinds`,
      expected: `${layers} of ${kinds.join(', ')}`,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
    return Array.from({ length: layers }, (_, layer) => supplied(layer));
  }
  return known.slice(0, layers);
}

/** Layers of which every n-th attends to the whole sequence, the others to a window. */
export const everyNthFull =
  (n: number) =>
  (layer: number): 'full_attention' | 'sliding_attention' =>
    n > 0 && (layer + 1) % n !== 0 ? 'sliding_attention' : 'full_attention';

/** The window of every layer in tokens; undefined where it attends to the whole sequence. */
export function layerWindows(
  config: ConfigReader,
  layers: number,
  windowTokens: number | undefined,
  supplied: (layer: number) => 'full_attention' | 'sliding_attention',
): readonly (number | undefined)[] {
  const types = layerTypes(config, layers, ['full_attention', 'sliding_attention'], (layer) =>
    windowTokens === undefined ? 'full_attention' : supplied(layer),
  );
  if (windowTokens === undefined && types.includes('sliding_attention')) {
    config.fault('sliding_window', {
      problem: 'is missing, and layer_types has sliding layers',
      got: undefined,
      expected: 'the tokens of a window',
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  return types.map((type) => (type === 'sliding_attention' ? windowTokens : undefined));
}
