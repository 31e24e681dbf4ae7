import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import type { Tensor } from '../model/tensor';
import { kvHeads } from '../parts/divisors';
import { experts, gatedMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { layerTypes } from '../parts/layer-types';
import { linear, vector } from '../parts/linear';
import { readSizes, type Sizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { readExperts } from './mixture';

/**
 * Layers with a window and without have heads of their own size. The last `num_kv_shared_layers` use the cache of earlier
 * ones: the checkpoint brings their keys and values, the engine drops them.
 */
export const gemma4: Family = {
  name: 'Gemma 4',
  modelTypes: ['gemma4_text'],
  contextTokens: 131072,
  source: 'vllm 0.33.0 models/gemma4.py; transformers 5.24.0 Gemma4TextConfig',
  read: readGemma4,
};

function readGemma4(config: ConfigReader): Network {
  const sizes = readSizes(config, { vocabulary: 262144, kvHeads: 4, headDimension: 256, tied: true });
  const window = config.countOr(512, 'sliding_window');
  const types = layerTypes(config, sizes.layers, ['sliding_attention', 'full_attention'], (layer) =>
    (layer + 1) % 6 === 0 || layer === sizes.layers - 1 ? 'full_attention' : 'sliding_attention',
  );
  const firstShared = sizes.layers - config.countOr(0, 'num_kv_shared_layers');
  const sliding: GroupedAttention = { ...sizes, norm: 'head', bias: config.flagOr(false, 'attention_bias') };
  const keysAreValues = config.flagOr(false, 'attention_k_eq_v');
  const full: GroupedAttention = {
    ...sliding,
    headDimension: config.countOr(512, 'global_head_dim'),
    kvHeads: (keysAreValues ? config.maybeCount('num_global_key_value_heads') : undefined) ?? sizes.kvHeads,
    keysAreValues,
  };
  const attentionOf = (layer: number): GroupedAttention => (types[layer] === 'full_attention' ? full : sliding);
  const intermediate = config.sizeOr(9216, 'intermediate_size');
  const doubled = config.flagOr(false, 'use_double_wide_mlp');
  const expertPart = readExpertPart(config, sizes);
  const perLayer = readPerLayerInput(config, sizes);
  return transformer({
    sizes,
    norms: 4,
    attention: (layer) => attentionTensors(attentionOf(layer), layer >= firstShared),
    feedForward: (layer) => [
      ...gatedMlp(sizes.hidden, doubled && layer >= firstShared ? 2 * intermediate : intermediate),
      ...expertPart,
      ...perLayer.everyLayer,
      vector('layer_scalar', 1),
    ],
    caches: (layer) =>
      layer >= firstShared
        ? []
        : [groupedCache(layer, attentionOf(layer), types[layer] === 'full_attention' ? undefined : window)],
    others: perLayer.tables,
    divisors: full.kvHeads === sliding.kvHeads ? [] : [kvHeads(full.kvHeads, 'num_global_key_value_heads')],
  });
}

/** Keys that are values are loaded as both; keys of layers that share are not loaded. */
function attentionTensors(attention: GroupedAttention, shared: boolean): readonly Tensor[] {
  if (!shared) {
    const copied = { ...attention, keysAreValues: false };
    return attention.keysAreValues
      ? [
          ...groupedAttention(attention),
          ...groupedAttention(copied)
            .filter(({ name }) => name.endsWith('v_proj'))
            .map((tensor) => ({ ...tensor, place: 'copy' as const })),
        ]
      : groupedAttention(attention);
  }
  return groupedAttention(attention).map((tensor) =>
    /\.(k_proj|v_proj|k_norm)$/.test(tensor.name) ? { ...tensor, place: 'unloaded' as const, activeCount: 0 } : tensor,
  );
}

/** The experts stand beside the dense layer, with norms of their own. */
function readExpertPart(config: ConfigReader, { hidden }: Sizes): readonly Tensor[] {
  if (!config.flagOr(false, 'enable_moe_block')) {
    return [];
  }
  const chosen = readExperts(config, [undefined, 'num_experts'], [undefined, 'top_k_experts']);
  const intermediate = config.count('moe_intermediate_size', 'expert_intermediate_size');
  return [
    ...experts({ hidden, intermediate, ...chosen, name: 'moe', routerName: 'router.proj' }),
    vector('moe.norms', 3 * hidden + hidden),
    vector('moe.per_expert_scale', chosen.count),
  ];
}

/** A small vector of every token for every layer, beside the embedding (E2B, E4B). */
function readPerLayerInput(
  config: ConfigReader,
  { hidden, layers }: Sizes,
): { tables: readonly Tensor[]; everyLayer: readonly Tensor[] } {
  const width = config.countOr(256, 'hidden_size_per_layer_input');
  if (width === 0) {
    return { tables: [], everyLayer: [] };
  }
  const vocabulary = config.sizeOr(262144, 'vocab_size_per_layer_input');
  return {
    tables: [
      ...linear('embed_tokens_per_layer', vocabulary, layers * width, 'vocabulary', { role: 'embedding' }).map(
        (tensor) => ({ ...tensor, activeCount: 0 }),
      ),
      ...linear('per_layer_model_projection', layers * width, hidden, 'outputs'),
      vector('per_layer_projection_norm', width),
    ],
    everyLayer: [
      ...linear('per_layer_input_gate', width, hidden, 'copied'),
      ...linear('per_layer_projection', hidden, width, 'copied'),
      vector('post_per_layer_input_norm', hidden),
    ],
  };
}
