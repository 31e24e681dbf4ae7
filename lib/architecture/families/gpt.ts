import type { ConfigReader } from '../config/config-reader';
import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

const fourTimes = (config: ConfigReader, name: string, hidden: number): number => config.sizeOr(4 * hidden, name);

export const gptNeoX: Family = {
  name: 'GPT-NeoX',
  modelTypes: ['gpt_neox'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 GPTNeoXConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 50432, intermediate: 24576 },
      bias: ['attention_bias', true],
      outputBias: ['attention_bias', true],
      mlpBias: true,
      mlp: 'plain',
      norms: 4,
    }),
};

/** Queries of all heads share one key and one value where `multi_query` is true. */
export const gptBigCode: Family = {
  name: 'GPT-BigCode',
  modelTypes: ['gpt_bigcode'],
  contextTokens: 1024,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 GPTBigCodeConfig',
  read: (config) =>
    readDense(config, {
      defaults: {
        vocabulary: 50257,
        intermediate: 3072,
        tied: true,
        ...(config.flagOr(true, 'multi_query') ? { kvHeads: 1 } : {}),
      },
      bias: true,
      outputBias: true,
      mlpBias: true,
      mlp: 'plain',
      norms: 4,
      intermediate: (reader, { hidden }) => fourTimes(reader, 'n_inner', hidden),
    }),
};

export const gpt2: Family = {
  name: 'GPT-2',
  modelTypes: ['gpt2'],
  contextTokens: 1024,
  source: 'vllm 0.33.0 models/gpt2.py; transformers 5.24.0 GPT2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 50257, intermediate: 3072, tied: true },
      bias: true,
      outputBias: true,
      mlpBias: true,
      mlp: 'plain',
      norms: 4,
      intermediate: (reader, { hidden }) => fourTimes(reader, 'n_inner', hidden),
    }),
};

export const starcoder2: Family = {
  name: 'StarCoder 2',
  modelTypes: ['starcoder2'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 Starcoder2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 49152, intermediate: 12288, kvHeads: 2, tied: true },
      bias: ['use_bias', true],
      outputBias: ['use_bias', true],
      mlpBias: ['use_bias', true],
      mlp: 'plain',
      norms: 4,
      windows: (reader, layers) =>
        layerWindows(reader, layers, reader.nullableCount(undefined, 'sliding_window'), () => 'sliding_attention'),
    }),
};

export const falcon: Family = {
  name: 'Falcon',
  modelTypes: ['falcon', 'RefinedWeb', 'RefinedWebModel'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/falcon.py; transformers 5.24.0 FalconConfig',
  read: (config) => {
    const grouped = config.flagOr(false, 'new_decoder_architecture');
    const bias = config.flagOr(false, 'bias');
    const single = config.flagOr(true, 'multi_query') && !grouped;
    return readDense(single ? config.without('num_kv_heads', 'n_head_kv') : config, {
      defaults: { vocabulary: 65024, intermediate: 18176, tied: true, ...(single ? { kvHeads: 1 } : {}) },
      bias,
      outputBias: bias,
      mlpBias: bias,
      mlp: 'plain',
      norms: grouped ? 4 : 2,
      intermediate: (reader, { hidden }) => fourTimes(reader, 'ffn_hidden_size', hidden),
    });
  },
};
