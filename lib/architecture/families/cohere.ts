import { everyNthFull, layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Command R, Aya 23. */
export const cohere: Family = {
  name: 'Cohere',
  modelTypes: ['cohere'],
  contextTokens: 8192,
  source: 'vllm 0.33.0 models/commandr.py; transformers 5.24.0 CohereConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 256000, intermediate: 22528, tied: true },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      norm: config.flagOr(false, 'use_qk_norm') ? 'all' : 'none',
      norms: 1,
    }),
};

/** Command R7B and A: three layers of four have a window, which takes one token more than the file says. */
export const cohere2: Family = {
  name: 'Cohere 2',
  modelTypes: ['cohere2'],
  contextTokens: 8192,
  source: 'vllm 0.33.0 models/commandr.py; transformers 5.24.0 Cohere2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 256000, intermediate: 22528, tied: true },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      norms: 1,
      windows: (reader, layers) => {
        const window = reader.nullableCount(4096, 'sliding_window');
        return layerWindows(
          reader,
          layers,
          window === undefined ? undefined : window + 1,
          everyNthFull(reader.countOr(4, 'sliding_window_pattern')),
        );
      },
    }),
};
