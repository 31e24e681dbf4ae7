import { everyNthFull, layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Gemma 1. */
export const gemma: Family = {
  name: 'Gemma',
  modelTypes: ['gemma'],
  contextTokens: 8192,
  source: 'vllm 0.33.0 models/gemma.py; transformers 5.24.0 GemmaConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 256000, intermediate: 24576, kvHeads: 16, headDimension: 256, tied: true },
      bias: ['attention_bias', false],
    }),
};

/** Every second layer has a window. */
export const gemma2: Family = {
  name: 'Gemma 2',
  modelTypes: ['gemma2'],
  contextTokens: 8192,
  source: 'vllm 0.33.0 models/gemma2.py; transformers 5.24.0 Gemma2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 256000, intermediate: 9216, kvHeads: 4, headDimension: 256, tied: true },
      bias: ['attention_bias', false],
      norms: 4,
      windows: (reader, layers) =>
        layerWindows(reader, layers, reader.nullableCount(4096, 'sliding_window'), everyNthFull(2)),
    }),
};

/** Five layers of six have a window. */
export const gemma3: Family = {
  name: 'Gemma 3',
  modelTypes: ['gemma3_text'],
  contextTokens: 131072,
  encodesWhere: ['use_bidirectional_attention', true],
  source: 'vllm 0.33.0 models/gemma3.py; transformers 5.24.0 Gemma3TextConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 262208, intermediate: 9216, kvHeads: 4, headDimension: 256, tied: true },
      bias: ['attention_bias', false],
      norm: 'head',
      norms: 4,
      windows: (reader, layers) =>
        layerWindows(
          reader,
          layers,
          reader.nullableCount(4096, 'sliding_window'),
          everyNthFull(reader.countOr(6, 'sliding_window_pattern')),
        ),
    }),
};
