import { layerWindows } from '../parts/layer-types';
import type { Family } from './family';
import { readExperts, readMixture } from './mixture';

export const mixtral: Family = {
  name: 'Mixtral',
  modelTypes: ['mixtral'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/mixtral.py; transformers 5.24.0 MixtralConfig',
  read: (config) =>
    readMixture(config, {
      defaults: { vocabulary: 32000, kvHeads: 8 },
      windows: (reader, layers) =>
        layerWindows(reader, layers, reader.nullableCount(undefined, 'sliding_window'), () => 'sliding_attention'),
      denseIntermediate: 0,
      experts: {
        ...readExperts(config, [8, 'num_local_experts'], [2, 'num_experts_per_tok']),
        intermediate: config.sizeOr(14336, 'intermediate_size'),
        name: 'block_sparse_moe',
      },
    }),
};

/** Phi-3.5-MoE; its attention ignores `sliding_window`. */
export const phiMoe: Family = {
  name: 'Phi 3.5 MoE',
  modelTypes: ['phimoe'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/phimoe.py; transformers 5.24.0 PhimoeConfig',
  read: (config) => {
    config.maybeCount('sliding_window');
    const bias = config.flagOr(false, 'attention_bias');
    return readMixture(config, {
      defaults: { vocabulary: 32064, kvHeads: 8 },
      attention: { bias, outputBias: bias },
      norms: 4,
      denseIntermediate: 0,
      headBias: config.flagOr(false, 'lm_head_bias'),
      experts: {
        ...readExperts(config, [16, 'num_local_experts'], [2, 'num_experts_per_tok']),
        intermediate: config.sizeOr(6400, 'intermediate_size'),
        name: 'block_sparse_moe',
      },
    });
  },
};

export const olmoe: Family = {
  name: 'OLMoE',
  modelTypes: ['olmoe'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/olmoe.py; transformers 5.24.0 OlmoeConfig',
  read: (config) =>
    readMixture(config, {
      defaults: { vocabulary: 50304 },
      attention: { norm: 'all', bias: config.flagOr(false, 'attention_bias') },
      denseIntermediate: 0,
      experts: {
        ...readExperts(config, [64, 'num_experts'], [8, 'num_experts_per_tok']),
        intermediate: config.sizeOr(2048, 'intermediate_size'),
      },
    }),
};

export const graniteMoe: Family = {
  name: 'Granite MoE',
  modelTypes: ['granitemoe'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/granitemoe.py; transformers 5.24.0 GraniteMoeConfig',
  read: (config) =>
    readMixture(config, {
      defaults: { vocabulary: 32000 },
      attention: { bias: config.flagOr(false, 'attention_bias') },
      denseIntermediate: 0,
      experts: {
        ...readExperts(config, [8, 'num_local_experts'], [2, 'num_experts_per_tok']),
        intermediate: config.sizeOr(11008, 'intermediate_size'),
        name: 'block_sparse_moe',
      },
    }),
};
