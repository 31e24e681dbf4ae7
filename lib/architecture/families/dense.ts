import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import { embeddings } from '../parts/embeddings';
import { gatedMlp, plainMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { readSizes, type SizeDefaults, type Sizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';

/** What tells one dense decoder from another. */
export interface Dense {
  readonly defaults: SizeDefaults & { readonly intermediate: number };
  /** Bias of queries, keys and values: always, never, or by a key of `config.json` with the class's default. @default false */
  readonly bias?: boolean | readonly [string, boolean];
  /** @default false */
  readonly outputBias?: boolean | readonly [string, boolean];
  /** @default false */
  readonly mlpBias?: boolean | readonly [string, boolean];
  readonly headBias?: boolean;
  readonly norm?: GroupedAttention['norm'];
  /** Vectors of the hidden size that norms of one layer hold. @default 2 */
  readonly norms?: number;
  /** @default gated */
  readonly mlp?: 'gated' | 'plain';
  /** The window of every layer. @default none */
  readonly windows?: (config: ConfigReader, layers: number) => readonly (number | undefined)[];
  readonly intermediate?: (config: ConfigReader, sizes: Sizes) => number;
}

export function readDense(config: ConfigReader, dense: Dense): Network {
  const sizes = readSizes(config, dense.defaults);
  const windows = dense.windows?.(config, sizes.layers) ?? [];
  const attention: GroupedAttention = {
    ...sizes,
    bias: flag(config, dense.bias),
    outputBias: flag(config, dense.outputBias),
    norm: dense.norm ?? 'none',
  };
  const intermediate =
    dense.intermediate?.(config, sizes) ??
    config.sizeOr(dense.defaults.intermediate, 'intermediate_size', 'n_inner', 'ffn_dim', 'ffn_hidden_size');
  const mlp = dense.mlp === 'plain' ? plainMlp : gatedMlp;
  const mlpBias = flag(config, dense.mlpBias);
  return transformer({
    sizes,
    norms: dense.norms ?? 2,
    ...(dense.headBias ? { tables: embeddings({ ...sizes, headBias: true }) } : {}),
    attention: () => groupedAttention(attention),
    feedForward: () => mlp(sizes.hidden, intermediate, mlpBias),
    caches: (layer) => [groupedCache(layer, attention, windows[layer])],
  });
}

const flag = (config: ConfigReader, rule: boolean | readonly [string, boolean] = false): boolean =>
  typeof rule === 'boolean' ? rule : config.flagOr(rule[1], rule[0]);
