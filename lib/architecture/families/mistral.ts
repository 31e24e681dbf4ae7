import type { ConfigReader } from '../config/config-reader';
import { layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Without `layer_types` every layer has the window of the file; `null` switches it off, a missing key does not. */
const windows =
  (supplied: number | undefined) =>
  (config: ConfigReader, layers: number): readonly (number | undefined)[] =>
    layerWindows(
      config,
      layers,
      config.nullableCount(supplied, 'sliding_window') || undefined,
      () => 'sliding_attention',
    );

/** Mistral 7B, Nemo, Small and Large 2; e5-mistral. */
export const mistral: Family = {
  name: 'Mistral',
  modelTypes: ['mistral', 'ministral'],
  contextTokens: 131072,
  encodesWhere: ['is_causal', false],
  source: 'vllm 0.33.0 models/mistral.py, engine/arg_utils.py (sliding_window); transformers 5.24.0 MistralConfig',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 32000, intermediate: 14336, kvHeads: 8 },
      windows: windows(4096),
    }),
};

/** Ministral 3, Devstral 2, Mistral Medium 3.5. */
export const ministral3: Family = {
  name: 'Ministral 3',
  modelTypes: ['ministral3'],
  contextTokens: 262144,
  source: 'vllm 0.33.0 models/mistral.py; transformers 5.24.0 Ministral3Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 131072, intermediate: 14336, kvHeads: 8, headDimension: 128 },
      windows: windows(undefined),
    }),
};
