import { unloadedDraft } from '../parts/draft';
import { groupedAttention } from '../parts/grouped-attention';
import type { Family } from './family';
import { expertLayer, readExperts, readMixture } from './mixture';

/** GLM-4.5 to 4.7. Its extra layer for speculative decoding is in the checkpoint, and the engine loads it not. */
export const glm4Moe: Family = {
  name: 'GLM 4.5',
  modelTypes: ['glm4_moe', 'glm4v_moe_text'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/glm4_moe.py; transformers 5.24.0 Glm4MoeConfig',
  read: (config) => {
    const first = config.countOr(1, 'first_k_dense_replace');
    const intermediate = config.sizeOr(1408, 'moe_intermediate_size');
    const shared = config.sizeOr(1, 'n_shared_experts');
    const experts = {
      ...readExperts(config, [128, 'n_routed_experts', 'num_experts'], [8, 'num_experts_per_tok']),
      intermediate,
      sharedIntermediate: shared * intermediate,
      routerBias: true,
    };
    const norm = config.flagOr(false, 'use_qk_norm') ? ('head' as const) : ('none' as const);
    const bias = config.flagOr(false, 'attention_bias');
    const drafts = config.countOr(1, 'num_nextn_predict_layers');
    return readMixture(config, {
      defaults: { vocabulary: 151552, kvHeads: 8, headDimension: 128 },
      attention: { norm, bias },
      denseIntermediate: config.sizeOr(10944, 'intermediate_size'),
      isDense: (layer) => layer < first,
      experts,
      others: (sizes) =>
        unloadedDraft(drafts, sizes.layers, sizes.hidden, [
          ...groupedAttention({ ...sizes, norm, bias }),
          ...expertLayer(sizes.hidden, experts),
        ]),
    });
  },
};
