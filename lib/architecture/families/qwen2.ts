import type { ConfigReader } from '../config/config-reader';
import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Windows count only where `use_sliding_window` is true, and only from layer `max_window_layers` on. */
export function qwenWindows(config: ConfigReader, layers: number): readonly (number | undefined)[] {
  const window = config.nullableCount(4096, 'sliding_window');
  const from = config.countOr(28, 'max_window_layers');
  const used = config.flagOr(false, 'use_sliding_window') && window !== 0 ? window : undefined;
  return layerWindows(config, layers, used, (layer) => (layer >= from ? 'sliding_attention' : 'full_attention'));
}

/** Qwen 2 and 2.5, QwQ, their Coder, Math and vision variants, gte-Qwen2. */
export const qwen2: Family = {
  name: 'Qwen 2',
  modelTypes: ['qwen2', 'qwen2_vl', 'qwen2_5_vl', 'qwen2_vl_text', 'qwen2_5_vl_text'],
  contextTokens: 32768,
  encodesWhere: ['is_causal', false],
  source: 'vllm 0.33.0 models/qwen2.py; transformers 5.24.0 Qwen2Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 151936, intermediate: 22016, kvHeads: 32 },
      bias: true,
      windows: qwenWindows,
    }),
};
