import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Phi 3 and 4, Phi-4-mini. */
export const phi3: Family = {
  name: 'Phi 3',
  modelTypes: ['phi3'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/phi3.py; transformers 5.24.0 Phi3Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 32064, intermediate: 8192 },
      windows: (reader, layers) =>
        layerWindows(reader, layers, reader.nullableCount(undefined, 'sliding_window'), () => 'sliding_attention'),
    }),
};

/** Phi 1.5 and 2. */
export const phi: Family = {
  name: 'Phi',
  modelTypes: ['phi'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/registry.py (Transformers backend); transformers 5.24.0 PhiConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 51200, intermediate: 8192 },
      bias: true,
      outputBias: true,
      mlpBias: true,
      headBias: true,
      mlp: 'plain',
      norms: 2,
    }),
};
