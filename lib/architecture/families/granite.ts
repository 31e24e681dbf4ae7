import { readDense } from './dense';
import type { Family } from './family';

/** Granite 3 and 4.1 dense. */
export const granite: Family = {
  name: 'Granite',
  modelTypes: ['granite'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/granite.py; transformers 5.24.0 GraniteConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 32000, intermediate: 11008 },
      bias: ['attention_bias', false],
      outputBias: ['attention_bias', false],
      mlpBias: ['mlp_bias', false],
    }),
};
