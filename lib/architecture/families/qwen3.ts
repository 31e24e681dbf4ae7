import { readDense } from './dense';
import type { Family } from './family';
import { qwenWindows } from './qwen2';

/** Qwen 3 dense, its Embedding, Reranker and vision variants. */
export const qwen3: Family = {
  name: 'Qwen 3',
  modelTypes: ['qwen3', 'qwen3_vl_text'],
  contextTokens: 32768,
  encodesWhere: ['is_causal', false],
  source: 'vllm 0.33.0 models/qwen3.py; transformers 5.24.0 Qwen3Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 151936, intermediate: 22016, kvHeads: 32, headDimension: 128 },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      norm: 'head',
      windows: qwenWindows,
    }),
};
