import { everyNthFull, layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** OLMo 1, whose norms have no weights. */
export const olmo: Family = {
  name: 'OLMo',
  modelTypes: ['olmo'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 OlmoConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 50304, intermediate: 11008 },
      bias: ['attention_bias', false],
      norms: 0,
    }),
};

export const olmo2: Family = {
  name: 'OLMo 2',
  modelTypes: ['olmo2'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 Olmo2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 50304, intermediate: 11008 },
      bias: ['attention_bias', false],
      norm: 'all',
    }),
};

/** Three layers of four have a window. */
export const olmo3: Family = {
  name: 'OLMo 3',
  modelTypes: ['olmo3'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 Olmo3Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 50304, intermediate: 11008 },
      bias: ['attention_bias', false],
      norm: 'all',
      windows: (reader, layers) =>
        layerWindows(reader, layers, reader.nullableCount(4096, 'sliding_window'), everyNthFull(4)),
    }),
};
