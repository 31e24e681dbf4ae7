import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import { type DeltaNet, deltaNet, deltaNetState } from '../parts/delta-net';
import { stateHeads } from '../parts/divisors';
import { unloadedDraft } from '../parts/draft';
import { gatedMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { layerTypes } from '../parts/layer-types';
import { readSizes, type SizeDefaults } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { type ExpertLayer, expertLayer, readExperts } from './mixture';
import { qwenDenseLayers } from './qwen3-moe';

interface HybridDefaults extends SizeDefaults {
  readonly intermediate: number;
  readonly experts?: readonly [count: number, perToken: number];
  /** Data type of the recurrent state where the file leaves it out. */
  readonly stateBytes: number;
}

/** One layer of four attends to the whole sequence; the others keep a state of constant size. */
function readHybrid(config: ConfigReader, defaults: HybridDefaults): Network {
  const sizes = readSizes(config, defaults);
  const every = Math.max(1, config.countOr(4, 'full_attention_interval'));
  const types = layerTypes(config, sizes.layers, ['linear_attention', 'full_attention'], (layer) =>
    (layer + 1) % every === 0 ? 'full_attention' : 'linear_attention',
  );
  const attention: GroupedAttention = {
    ...sizes,
    gated: config.flagOr(true, 'attn_output_gate'),
    norm: 'head',
    bias: config.flagOr(false, 'attention_bias'),
  };
  const net: DeltaNet = {
    hidden: sizes.hidden,
    keyHeads: config.countOr(16, 'linear_num_key_heads'),
    valueHeads: config.countOr(32, 'linear_num_value_heads'),
    keyDimension: config.countOr(128, 'linear_key_head_dim'),
    valueDimension: config.countOr(128, 'linear_value_head_dim'),
    kernel: config.countOr(4, 'linear_conv_kernel_dim'),
  };
  const stateBytes = stateType(config, defaults.stateBytes);
  const layer = defaults.experts === undefined ? undefined : readExpertLayer(config, defaults.experts);
  const isDense = layer === undefined ? () => true : qwenDenseLayers(config);
  const intermediate =
    layer === undefined || config.has('intermediate_size')
      ? config.sizeOr(defaults.intermediate, 'intermediate_size')
      : defaults.intermediate;
  const feedForward = (index: number): Network['tensors'] =>
    layer === undefined || isDense(index) ? gatedMlp(sizes.hidden, intermediate) : expertLayer(sizes.hidden, layer);
  return transformer({
    sizes,
    attention: (index) => (types[index] === 'full_attention' ? groupedAttention(attention) : deltaNet(net)),
    feedForward,
    caches: (index) =>
      types[index] === 'full_attention'
        ? [groupedCache(index, attention)]
        : [{ layer: index, kind: 'state', parts: deltaNetState(net, stateBytes, 2) }],
    divisors: types.includes('linear_attention')
      ? [stateHeads('linear_num_value_heads', net.valueHeads), stateHeads('linear_num_key_heads', net.keyHeads)]
      : [],
    others: unloadedDraft(config.countOr(0, 'mtp_num_hidden_layers'), sizes.layers, sizes.hidden, [
      ...groupedAttention(attention),
      ...feedForward(sizes.layers - 1),
    ]),
    ...(layer === undefined ? {} : { experts: { count: layer.count, perToken: layer.perToken } }),
  });
}

function readExpertLayer(config: ConfigReader, [count, perToken]: readonly [number, number]): ExpertLayer {
  return {
    ...readExperts(config, [count, 'num_experts'], [perToken, 'num_experts_per_tok']),
    intermediate: config.sizeOr(512, 'moe_intermediate_size'),
    sharedIntermediate: config.sizeOr(512, 'shared_expert_intermediate_size'),
    sharedGate: true,
    sharedName: 'shared_expert',
  };
}

function stateType(config: ConfigReader, fallback: number): number {
  const type = config.maybeText('mamba_ssm_dtype');
  return type === undefined ? fallback : type === 'float32' ? 4 : 2;
}

export const qwen3Next: Family = {
  name: 'Qwen 3 Next',
  modelTypes: ['qwen3_next'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/qwen3_next.py, layers/mamba/gdn; transformers 5.24.0 Qwen3NextConfig',
  read: (config) =>
    readHybrid(config, {
      vocabulary: 151936,
      intermediate: 5632,
      kvHeads: 2,
      headDimension: 256,
      experts: [512, 10],
      stateBytes: 2,
    }),
};

export const qwen35: Family = {
  name: 'Qwen 3.5',
  modelTypes: ['qwen3_5_text'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/qwen3_5.py; transformers 5.24.0 Qwen3_5TextConfig',
  read: (config) =>
    readHybrid(config, { vocabulary: 248320, intermediate: 12288, kvHeads: 4, headDimension: 256, stateBytes: 4 }),
};

export const qwen35Moe: Family = {
  name: 'Qwen 3.5 MoE',
  modelTypes: ['qwen3_5_moe_text'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/qwen3_5.py; transformers 5.24.0 Qwen3_5MoeTextConfig',
  read: (config) =>
    readHybrid(config, {
      vocabulary: 248320,
      intermediate: 0,
      kvHeads: 2,
      headDimension: 256,
      experts: [256, 8],
      stateBytes: 4,
    }),
};
