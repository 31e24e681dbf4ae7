import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Llama 2 to 3.3, its distillations, Yi, Falcon 3, Solar and others that publish themselves as Llama. */
export const llama: Family = {
  name: 'Llama',
  modelTypes: ['llama'],
  contextTokens: 2048,
  encodesWhere: ['is_causal', false],
  source: 'vllm 0.33.0 models/llama.py; transformers 5.24.0 LlamaConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 32000, intermediate: 11008 },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      mlpBias: ['mlp_bias', false],
      ...(config.has('layer_types')
        ? {
            windows: (reader, layers) =>
              layerWindows(reader, layers, reader.maybeCount('sliding_window'), () => 'full_attention'),
          }
        : {}),
    }),
};
