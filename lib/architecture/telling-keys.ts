import type { ConfigFault } from './config/config-fault';
import type { ConfigReader } from './config/config-reader';
import type { Family } from './families/family';

/**
 * Keys that say of a model that its layers are of another kind. A family that does not read one of them does not describe
 * a model that has it.
 */
const tellingKeys: Readonly<Record<string, string>> = {
  num_experts: 'experts',
  num_local_experts: 'experts',
  n_routed_experts: 'experts',
  moe_num_experts: 'experts',
  moe_intermediate_size: 'experts',
  num_experts_per_tok: 'experts',
  kv_lora_rank: 'latent attention',
  index_topk: 'sparse attention',
  linear_num_value_heads: 'linear attention',
  mamba_d_state: 'state-space layers',
  ssm_state_size: 'state-space layers',
  hybrid_override_pattern: 'layers of several kinds',
  layer_types: 'layers of several kinds',
  layers_block_type: 'layers of several kinds',
  block_configs: 'layers of several kinds',
  attention_chunk_size: 'chunked attention',
  num_kv_shared_layers: 'layers without keys and values of their own',
  cross_attention_layers: 'cross attention',
  compress_ratios: 'compressed keys and values',
};

/** One fault for each that the family has not asked for. */
export const unreadKeyFaults = (config: ConfigReader, family: Family): readonly ConfigFault[] => {
  const before: ConfigFault[] = [];
  for (const key of config.unread().filter((name) => name in tellingKeys && tells(config.values[name]))) {
    before.push({
      path: [key],
      problem: `declares ${tellingKeys[key]}, which models of the family ${family.name} do not have`,
      got: config.values[key],
      expected: 'a config.json whose model_type and layers agree',
      fix: 'take config.json from the model’s own repository, unchanged, or take another model',
      source: family.source,
    });
  }
  return before;
};

/** Zero, false and an empty list say that the model has none. */
const tells = (value: unknown): boolean =>
  !(value === 0 || value === false || (Array.isArray(value) && value.length === 0));
