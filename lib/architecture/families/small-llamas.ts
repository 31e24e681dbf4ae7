import type { ConfigReader } from '../config/config-reader';
import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

export const smollm3: Family = {
  name: 'SmolLM 3',
  modelTypes: ['smollm3'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 SmolLM3Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 128256, intermediate: 11008, kvHeads: 4, tied: true },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      mlpBias: ['mlp_bias', false],
      ...(config.flagOr(false, 'use_sliding_window') ? { windows: statedWindows } : {}),
    }),
};

const statedWindows = (config: ConfigReader, layers: number): readonly (number | undefined)[] =>
  layerWindows(config, layers, config.nullableCount(undefined, 'sliding_window'), () => 'sliding_attention');

export const seedOss: Family = {
  name: 'Seed-OSS',
  modelTypes: ['seed_oss'],
  contextTokens: 524288,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 SeedOssConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 155136, intermediate: 27648, kvHeads: 8, headDimension: 128 },
      bias: ['attention_bias', true],
      outputBias: ['attention_out_bias', false],
      mlpBias: ['mlp_bias', false],
    }),
};

export const nemotron: Family = {
  name: 'Nemotron 4',
  modelTypes: ['nemotron'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/nemotron.py; transformers 5.24.0 NemotronConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 256000, intermediate: 24576 },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      mlpBias: ['mlp_bias', false],
      mlp: 'plain',
      norms: 4,
    }),
};

export const ernie45: Family = {
  name: 'ERNIE 4.5',
  modelTypes: ['ernie4_5'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/ernie45.py; transformers 5.24.0 Ernie4_5Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 103424, intermediate: 3072, kvHeads: 2, headDimension: 128, tied: true },
      bias: ['use_bias', false],
      outputBias: ['use_bias', false],
      mlpBias: ['use_bias', false],
    }),
};
