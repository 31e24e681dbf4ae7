import type { ConfigReader } from '../config/config-reader';
import type { Family } from './family';
import { readExperts, readMixture } from './mixture';
import { qwenWindows } from './qwen2';

/** Qwen 3 with experts, its Coder and vision variants. */
export const qwen3Moe: Family = {
  name: 'Qwen 3 MoE',
  modelTypes: ['qwen3_moe', 'qwen3_vl_moe_text'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/qwen3_moe.py; transformers 5.24.0 Qwen3MoeConfig',
  read: (config) => {
    const bias = config.flagOr(false, 'attention_bias');
    const shared = config.countOr(0, 'shared_expert_intermediate_size');
    return readMixture(config, {
      defaults: { vocabulary: 151936, kvHeads: 4, headDimension: 128 },
      attention: { norm: 'head', bias, outputBias: bias },
      windows: qwenWindows,
      denseIntermediate: config.sizeOr(6144, 'intermediate_size'),
      isDense: qwenDenseLayers(config),
      experts: {
        ...readExperts(config, [128, 'num_experts', 'num_local_experts'], [8, 'num_experts_per_tok']),
        intermediate: config.sizeOr(768, 'moe_intermediate_size'),
        sharedIntermediate: shared,
        sharedGate: shared > 0,
        sharedName: 'shared_expert',
      },
    });
  },
};

/** Qwen 1.5 and 2 with experts. */
export const qwen2Moe: Family = {
  name: 'Qwen 2 MoE',
  modelTypes: ['qwen2_moe'],
  contextTokens: 32768,
  source: 'vllm 0.33.0 models/qwen2_moe.py; transformers 5.24.0 Qwen2MoeConfig',
  read: (config) =>
    readMixture(config, {
      defaults: { vocabulary: 151936, kvHeads: 16 },
      attention: { bias: config.flagOr(true, 'qkv_bias') },
      windows: qwenWindows,
      denseIntermediate: config.sizeOr(5632, 'intermediate_size'),
      isDense: qwenDenseLayers(config),
      experts: {
        ...readExperts(config, [60, 'num_experts'], [4, 'num_experts_per_tok']),
        intermediate: config.sizeOr(1408, 'moe_intermediate_size'),
        sharedIntermediate: config.sizeOr(5632, 'shared_expert_intermediate_size'),
        sharedGate: true,
        sharedName: 'shared_expert',
      },
    }),
};

/** Layers without experts: those of `mlp_only_layers`, and all between two steps of `decoder_sparse_step`. */
export function qwenDenseLayers(config: ConfigReader): (layer: number) => boolean {
  const only = new Set(config.maybeList('mlp_only_layers', 'number'));
  const step = Math.max(1, config.countOr(1, 'decoder_sparse_step'));
  return (layer) => only.has(layer) || (layer + 1) % step !== 0;
}
