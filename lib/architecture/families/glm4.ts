import { readDense } from './dense';
import type { Family } from './family';

/** GLM-4 9B and 32B as published for transformers. */
export const glm4: Family = {
  name: 'GLM 4',
  modelTypes: ['glm', 'glm4'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/glm4.py; transformers 5.24.0 GlmConfig, Glm4Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 151552, intermediate: 13696, kvHeads: 2, headDimension: 128 },
      bias: ['attention_bias', true],
      norms: config.raw('model_type') === 'glm' ? 2 : 4,
    }),
};
