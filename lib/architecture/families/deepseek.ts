import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import type { CacheLayer } from '../model/cache';
import { unloadedDraft } from '../parts/draft';
import { gatedMlp } from '../parts/feed-forward';
import {
  engineCopies,
  type Indexer,
  indexer,
  indexKeyBytes,
  type LatentAttention,
  latentAttention,
} from '../parts/latent-attention';
import { readSizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { expertLayer, readExperts } from './mixture';

/** What the configuration classes of models with latent attention supply. */
interface LatentDefaults {
  readonly vocabulary: number;
  readonly intermediate: number;
  readonly expertIntermediate: number;
  readonly experts: number;
  readonly perToken: number;
  readonly shared: number;
  readonly firstDense: number;
  readonly queryRank: number;
  readonly plain: number;
  readonly value: number;
  readonly kvRank?: number;
  readonly routerBias?: boolean;
  /** Heads of the indexer of sparse attention. */
  readonly indexHeads?: number;
  /** The extra layers bring the vocabulary's tables again. @default false */
  readonly draftTables?: boolean;
}

function readLatent(config: ConfigReader, defaults: LatentDefaults): Network {
  const { hidden, layers, heads, vocabulary, tied } = readSizes(config, {
    vocabulary: defaults.vocabulary,
    headDimension: 64,
  });
  const attention: LatentAttention = {
    hidden,
    heads,
    queryRank: config.nullableCount(defaults.queryRank, 'q_lora_rank'),
    kvRank: config.countOr(defaults.kvRank ?? 512, 'kv_lora_rank'),
    plainDimension: config.countOr(defaults.plain, 'qk_nope_head_dim'),
    rotaryDimension: config.countOr(64, 'qk_rope_head_dim'),
    valueDimension: config.countOr(defaults.value, 'v_head_dim'),
  };
  const sparse = defaults.indexHeads === undefined ? undefined : readIndexer(config, attention, defaults.indexHeads);
  const hasIndexer = sparse === undefined ? () => false : indexerLayers(config);
  const expertIntermediate = config.sizeOr(defaults.expertIntermediate, 'moe_intermediate_size');
  const shared = config.nullableCount(defaults.shared, 'n_shared_experts') ?? 0;
  const experts = {
    ...readExperts(config, [defaults.experts, 'n_routed_experts'], [defaults.perToken, 'num_experts_per_tok']),
    intermediate: expertIntermediate,
    sharedIntermediate: shared * expertIntermediate,
    routerBias: defaults.routerBias ?? true,
  };
  const firstDense = config.countOr(defaults.firstDense, 'first_k_dense_replace');
  const step = Math.max(1, config.countOr(1, 'moe_layer_freq'));
  const intermediate = config.sizeOr(defaults.intermediate, 'intermediate_size');
  const isDense = (layer: number): boolean => layer < firstDense || layer % step !== 0;
  const attentionOf = (layer: number): Network['tensors'] => [
    ...latentAttention(attention),
    ...(sparse !== undefined && hasIndexer(layer) ? indexer(sparse) : []),
  ];
  return transformer({
    sizes: { hidden, layers, heads, kvHeads: heads, headDimension: 1, vocabulary, tied },
    attention: (layer) => [...attentionOf(layer), ...engineCopies(attention)],
    feedForward: (layer) => (isDense(layer) ? gatedMlp(hidden, intermediate) : expertLayer(hidden, experts)),
    caches: (layer) => latentCaches(layer, attention, sparse !== undefined && hasIndexer(layer) ? sparse : undefined),
    others: unloadedDraft(
      config.countOr(0, 'num_nextn_predict_layers', 'num_mtp_layers'),
      layers,
      hidden,
      [...attentionOf(0), ...expertLayer(hidden, experts)],
      defaults.draftTables ? { vocabulary } : undefined,
    ),
    experts: { count: experts.count, perToken: experts.perToken },
    splitsKvHeads: false,
  });
}

const latentCaches = (
  layer: number,
  { kvRank, rotaryDimension }: LatentAttention,
  sparse: Indexer | undefined,
): readonly CacheLayer[] => [
  {
    layer,
    kind: 'latent',
    values: kvRank + rotaryDimension,
    // FlashMLA stores 512 values of eight bits, four scales and 64 rotary values of sixteen bits for sparse attention.
    ...(sparse === undefined ? {} : { fp8BytesPerToken: kvRank + (kvRank / 128) * 4 + 2 * rotaryDimension }),
  },
  ...(sparse === undefined ? [] : [{ layer, kind: 'index' as const, bytesPerToken: indexKeyBytes(sparse.dimension) }]),
];

const readIndexer = (config: ConfigReader, { hidden, queryRank }: LatentAttention, heads: number): Indexer => {
  config.countOr(2048, 'index_topk');
  return {
    hidden,
    queryRank: queryRank ?? hidden,
    heads: config.countOr(heads, 'index_n_heads'),
    dimension: config.countOr(128, 'index_head_dim'),
  };
};

/**
 * Some models leave the indexer out of layers, which then use what an earlier one has chosen. The engine goes by frequency
 * and offset; `indexer_types` only repeats them.
 *
 * @see vllm 0.33.0 models/deepseek_v32/attention.py 167-176
 */
function indexerLayers(config: ConfigReader): (layer: number) => boolean {
  config.maybeList('indexer_types', 'string');
  const pattern = config.maybeText('index_topk_pattern');
  const every = Math.max(1, config.countOr(1, 'index_topk_freq'));
  const offset = config.countOr(2, 'index_skip_topk_offset');
  return (layer) => (pattern === undefined ? Math.max(layer - offset + 1, 0) % every === 0 : pattern[layer] !== 'S');
}

export const deepseekV3: Family = {
  name: 'DeepSeek V3',
  modelTypes: ['deepseek_v3', 'kimi_k2'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/deepseek_v2.py; transformers 5.24.0 DeepseekV3Config',
  read: (config) =>
    readLatent(config, {
      vocabulary: 129280,
      intermediate: 18432,
      expertIntermediate: 2048,
      experts: 256,
      perToken: 8,
      shared: 1,
      firstDense: 3,
      queryRank: 1536,
      plain: 128,
      value: 128,
      draftTables: true,
    }),
};

/** Adds an indexer, which keeps a key of its own for every token. */
export const deepseekV32: Family = {
  name: 'DeepSeek V3.2',
  modelTypes: ['deepseek_v32'],
  contextTokens: 163840,
  source: 'vllm 0.33.0 models/deepseek_v32, models/deepseek_v2.py; transformers 5.24.0 DeepseekV32Config',
  read: (config) =>
    readLatent(config, {
      vocabulary: 129280,
      intermediate: 18432,
      expertIntermediate: 2048,
      experts: 256,
      perToken: 8,
      shared: 1,
      firstDense: 3,
      queryRank: 1536,
      plain: 128,
      value: 128,
      indexHeads: 64,
      draftTables: true,
    }),
};

export const glmMoeDsa: Family = {
  name: 'GLM 5',
  modelTypes: ['glm_moe_dsa'],
  contextTokens: 202752,
  source: 'vllm 0.33.0 models/deepseek_v32; transformers 5.24.0 GlmMoeDsaConfig',
  read: (config) =>
    readLatent(config, {
      vocabulary: 154880,
      intermediate: 12288,
      expertIntermediate: 2048,
      experts: 256,
      perToken: 8,
      shared: 1,
      firstDense: 3,
      queryRank: 2048,
      plain: 192,
      value: 256,
      indexHeads: 32,
    }),
};

export const glm4MoeLite: Family = {
  name: 'GLM 4.7 Flash',
  modelTypes: ['glm4_moe_lite'],
  contextTokens: 202752,
  source: 'vllm 0.33.0 models/glm4_moe_lite.py; transformers 5.24.0 Glm4MoeLiteConfig',
  read: (config) =>
    readLatent(config, {
      vocabulary: 154880,
      intermediate: 10240,
      expertIntermediate: 1536,
      experts: 64,
      perToken: 4,
      shared: 1,
      firstDense: 1,
      queryRank: 768,
      plain: 192,
      value: 256,
    }),
};

export const deepseekV2: Family = {
  name: 'DeepSeek V2',
  modelTypes: ['deepseek_v2'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/deepseek_v2.py; transformers 5.24.0 DeepseekV2Config',
  read: (config) =>
    readLatent(config, {
      vocabulary: 102400,
      intermediate: 11008,
      expertIntermediate: 1407,
      experts: 64,
      perToken: 6,
      shared: 2,
      firstDense: 0,
      queryRank: 1536,
      plain: 128,
      value: 128,
      routerBias: false,
    }),
};

/** Mistral Small 4. */
export const mistral4: Family = {
  name: 'Mistral 4',
  modelTypes: ['mistral4'],
  contextTokens: 1048576,
  source: 'vllm 0.33.0 models/mistral_large_3.py; transformers 5.24.0 Mistral4Config',
  read: (config) =>
    readLatent(config, {
      vocabulary: 131072,
      intermediate: 12288,
      expertIntermediate: 2048,
      experts: 128,
      perToken: 4,
      shared: 1,
      firstDense: 0,
      queryRank: 1024,
      plain: 64,
      value: 128,
      kvRank: 256,
      routerBias: false,
    }),
};
