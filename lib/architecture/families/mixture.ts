import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import { experts, gatedMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { linear, vector } from '../parts/linear';
import { readSizes, type SizeDefaults, type Sizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';

/** What tells one decoder with experts from another. */
export interface Mixture {
  readonly defaults: SizeDefaults;
  readonly attention?: Partial<GroupedAttention>;
  readonly norms?: number;
  readonly windows?: (config: ConfigReader, layers: number) => readonly (number | undefined)[];
  readonly experts: ExpertLayer;
  /** Intermediate size of layers without experts. */
  readonly denseIntermediate: number;
  readonly isDense?: (layer: number) => boolean;
  readonly others?: (sizes: Sizes) => Network['tensors'];
  /** What attention has besides its matrices: sinks of every head. */
  readonly sinks?: boolean;
  readonly headBias?: boolean;
}

/** The experts of one layer. */
export interface ExpertLayer {
  readonly count: number;
  readonly perToken: number;
  readonly intermediate: number;
  /** Intermediate size of the expert that every token uses; 0 for none. @default 0 */
  readonly sharedIntermediate?: number;
  /** The shared expert has a gate of its own. @default false */
  readonly sharedGate?: boolean;
  readonly routerBias?: boolean;
  readonly bias?: boolean;
  readonly latent?: number;
  readonly name?: string;
  readonly routerName?: string;
  readonly sharedName?: string;
}

/** The feed-forward part of one layer with experts. */
export function expertLayer(hidden: number, layer: ExpertLayer): Network['tensors'] {
  const { name = 'mlp', sharedIntermediate = 0, sharedName = 'shared_experts' } = layer;
  return [
    ...experts({ hidden, ...layer }),
    ...(sharedIntermediate > 0 ? gatedMlp(hidden, sharedIntermediate, false, `${name}.${sharedName}`) : []),
    ...(layer.sharedGate ? linear(`${name}.shared_expert_gate`, 1, hidden, 'copied', { role: 'router' }) : []),
  ];
}

export function readMixture(config: ConfigReader, mixture: Mixture): Network {
  const sizes = readSizes(config, mixture.defaults);
  const windows = mixture.windows?.(config, sizes.layers) ?? [];
  const attention: GroupedAttention = { ...sizes, ...mixture.attention };
  return transformer({
    sizes,
    ...(mixture.norms === undefined ? {} : { norms: mixture.norms }),
    attention: () => [
      ...groupedAttention(attention),
      ...(mixture.sinks ? [vector('self_attn.sinks', sizes.heads)] : []),
    ],
    feedForward: (layer) =>
      mixture.isDense?.(layer)
        ? gatedMlp(sizes.hidden, mixture.denseIntermediate)
        : expertLayer(sizes.hidden, mixture.experts),
    caches: (layer) => [groupedCache(layer, attention, windows[layer])],
    others: mixture.others?.(sizes) ?? [],
    experts: { count: mixture.experts.count, perToken: mixture.experts.perToken },
  });
}

/** Experts chosen for a token, of those there are; more than there are is a fault. */
export function readExperts(
  config: ConfigReader,
  counts: readonly [fallback: number | undefined, ...names: string[]],
  perToken: readonly [fallback: number | undefined, ...names: string[]],
): { count: number; perToken: number } {
  const read = ([fallback, ...names]: readonly [number | undefined, ...string[]]): number =>
    fallback === undefined ? config.count(...names) : config.sizeOr(fallback, ...names);
  const count = read(counts);
  const chosen = read(perToken);
  if (chosen > count || chosen < 1) {
    config.fault(perToken[1] as string, {
      problem: 'is not a number of experts that a token can use',
      got: chosen,
      expected: `1 to ${count}`,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  return { count, perToken: chosen };
}
