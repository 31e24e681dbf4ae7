import type { Family } from './family';
import { readExperts, readMixture } from './mixture';

/** MiniMax M2 to M2.7. */
export const minimaxM2: Family = {
  name: 'MiniMax M2',
  modelTypes: ['minimax_m2'],
  contextTokens: 196608,
  source: 'vllm 0.33.0 models/minimax_m2.py; transformers 5.24.0 MiniMaxM2Config',
  read: (config) =>
    readMixture(config, {
      defaults: { vocabulary: 200064, kvHeads: 8, headDimension: 128 },
      attention: { norm: config.flagOr(true, 'use_qk_norm') ? 'all' : 'none' },
      denseIntermediate: 0,
      experts: {
        ...readExperts(config, [256, 'num_local_experts'], [8, 'num_experts_per_tok']),
        intermediate: config.sizeOr(1536, 'intermediate_size'),
        sharedIntermediate: config.countOr(0, 'shared_intermediate_size'),
        routerBias: config.flagOr(true, 'use_routing_bias'),
        name: 'block_sparse_moe',
      },
    }),
};
