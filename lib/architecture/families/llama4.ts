import type { ConfigReader } from '../config/config-reader';
import { gatedMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { readSizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { expertLayer, readExperts } from './mixture';

/**
 * Three layers of four attend to chunks. The engine charges every layer for the whole sequence all the same: its manager of
 * several kinds of cache is off for chunked attention, unless VLLM_ALLOW_CHUNKED_LOCAL_ATTN_WITH_HYBRID_KV_CACHE is set.
 */
export const llama4: Family = {
  name: 'Llama 4',
  modelTypes: ['llama4_text'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/llama4.py, config/vllm.py; transformers 5.24.0 Llama4TextConfig',
  read: (config) => {
    config.countOr(8192, 'attention_chunk_size');
    config.maybeList('no_rope_layers', 'number');
    config.maybeList('layer_types', 'string');
    const sizes = readSizes(config, { vocabulary: 202048, kvHeads: 8, headDimension: 128 });
    const bias = config.flagOr(false, 'attention_bias');
    const attention: GroupedAttention = { ...sizes, bias, outputBias: bias };
    const experts = readExperts(config, [16, 'num_local_experts'], [1, 'num_experts_per_tok']);
    const intermediate = config.sizeOr(8192, 'intermediate_size');
    const denseIntermediate = config.sizeOr(16384, 'intermediate_size_mlp');
    const hasExperts = expertLayers(config);
    return transformer({
      sizes,
      attention: () => groupedAttention(attention),
      feedForward: (layer) =>
        hasExperts(layer)
          ? expertLayer(sizes.hidden, {
              ...experts,
              intermediate,
              sharedIntermediate: intermediate,
              name: 'feed_forward',
              routerName: 'router',
              sharedName: 'shared_expert',
            })
          : gatedMlp(sizes.hidden, denseIntermediate, false, 'feed_forward'),
      caches: (layer) => [groupedCache(layer, attention)],
      experts,
    });
  },
};

function expertLayers(config: ConfigReader): (layer: number) => boolean {
  const stated = config.maybeList('moe_layers', 'number');
  const step = Math.max(1, config.countOr(1, 'interleave_moe_layer_step'));
  return (layer) => (stated === undefined ? (layer + 1) % step === 0 : stated.includes(layer));
}
