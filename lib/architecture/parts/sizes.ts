import type { ConfigReader } from '../config/config-reader';

/** The sizes that every decoder has. */
export interface Sizes {
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDimension: number;
  readonly vocabulary: number;
  readonly tied: boolean;
}

/** What a family's configuration class supplies where `config.json` leaves a size out. */
export interface SizeDefaults {
  readonly vocabulary: number;
  /** @default as many as attention heads */
  readonly kvHeads?: number;
  /** @default hidden size ÷ attention heads, which must leave no rest */
  readonly headDimension?: number;
  /** @default false */
  readonly tied?: boolean;
}

export function readSizes(config: ConfigReader, defaults: SizeDefaults): Sizes {
  const hidden = config.count('hidden_size', 'n_embd', 'd_model');
  const layers = config.count('num_hidden_layers', 'n_layer', 'num_layers', 'n_layers');
  const heads = config.count('num_attention_heads', 'n_head', 'n_heads');
  const kvHeads = readKvHeads(config, heads, defaults.kvHeads);
  return {
    hidden,
    layers,
    heads,
    kvHeads,
    headDimension: readHeadDimension(config, hidden, heads, defaults.headDimension),
    vocabulary: config.sizeOr(defaults.vocabulary, 'vocab_size'),
    tied: config.flagOr(defaults.tied ?? false, 'tie_word_embeddings'),
  };
}

const kvHeadNames = ['num_key_value_heads', 'num_kv_heads', 'n_head_kv', 'kv_n_heads'];

/** `null` stands for as many as attention heads, even where the class supplies another number for a missing key. */
function readKvHeads(config: ConfigReader, heads: number, supplied = heads): number {
  const saysNull = kvHeadNames.some((name) => config.values[name] === null);
  const kvHeads = config.countOr(saysNull ? heads : supplied, ...kvHeadNames);
  if (kvHeads < 1 || heads % kvHeads !== 0) {
    config.fault('num_key_value_heads', {
      problem: 'does not divide the attention heads',
      got: kvHeads,
      expected: `a divisor of ${heads}`,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
    return heads;
  }
  return kvHeads;
}

function readHeadDimension(config: ConfigReader, hidden: number, heads: number, supplied: number | undefined): number {
  const stated = config.has('head_dim') || supplied !== undefined;
  if (!stated && hidden % heads !== 0) {
    config.fault('hidden_size', {
      problem: 'is not a multiple of num_attention_heads, and config.json has no head_dim',
      got: hidden,
      expected: `a multiple of ${heads}`,
      fix: 'take config.json from the model’s own repository, unchanged',
      source: 'vllm 0.33.0 transformers_utils/model_arch_config_convertor.py, get_head_size',
    });
    return 1;
  }
  const dimension = config.countOr(supplied ?? hidden / heads, 'head_dim');
  return dimension > 0 ? dimension : hidden / heads;
}
