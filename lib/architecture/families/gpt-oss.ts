import type { Family } from './family';
import { readExperts, readMixture } from './mixture';

/** Layers with a window and without alternate, whatever `layer_types` says: the engine goes by the number of the layer. */
export const gptOss: Family = {
  name: 'gpt-oss',
  modelTypes: ['gpt_oss'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/gpt_oss.py; transformers 5.24.0 GptOssConfig',
  read: (config) => {
    config.maybeList('layer_types', 'string');
    const bias = config.flagOr(true, 'attention_bias');
    return readMixture(config, {
      defaults: { vocabulary: 201088, kvHeads: 8, headDimension: 64 },
      attention: { bias, outputBias: bias },
      sinks: true,
      windows: (reader, layers) => {
        const window = reader.nullableCount(128, 'sliding_window');
        return Array.from({ length: layers }, (_, layer) => (layer % 2 === 0 ? window : undefined));
      },
      denseIntermediate: 0,
      experts: {
        ...readExperts(config, [128, 'num_local_experts'], [4, 'num_experts_per_tok', 'experts_per_token']),
        intermediate: config.sizeOr(2880, 'intermediate_size'),
        bias: true,
        routerName: 'router',
      },
    });
  },
};
