import type { CacheLayer } from '../../architecture/model/cache';
import { jsonObject } from '../../contract/json-object';
import { type Difference, type PlannedWeights, textOf } from './planned-model';

const path = 'params.json';
const fix =
  'push the weights of the model that was planned: beside consolidated*.safetensors the engine reads params.json before config.json';

/**
 * Where the sizes of Mistral's own configuration are not those of the plan.
 *
 * @see vllm 0.33.0 transformers_utils/config.py, get_config; transformers_utils/configs/mistral.py, _remap_general_mistral_args
 */
export function mistralDifferences({ model, folder }: PlannedWeights): Difference[] {
  const text = textOf(folder, path);
  if (text === undefined) {
    return [];
  }
  const pushed = jsonObject(text);
  if (pushed === undefined) {
    return [{ path, problem: 'is no JSON object', got: 'another text', expected: 'a params.json', fix }];
  }
  // The engine takes as many KV heads as query heads where the file names none.
  const read = { ...pushed, n_kv_heads: pushed.n_kv_heads ?? pushed.n_heads };
  return Object.entries(plannedSizes(model))
    .filter(([key, planned]) => planned !== undefined && read[key as keyof typeof read] !== planned)
    .map(([key, planned]) => ({
      path,
      problem: `is of another model than was planned: ${key} differs`,
      got: read[key as keyof typeof read],
      expected: String(planned),
      fix,
    }));
}

/** What the plan knows of each size, by its key; undefined where layers differ, or where the fleet file does not state it. */
const plannedSizes = ({ architecture, layers, kvHeads }: PlannedWeights['model']) => ({
  dim: architecture?.hiddenSize,
  n_layers: layers,
  n_heads: architecture?.attentionHeads,
  n_kv_heads: architecture === undefined ? kvHeads : commonHeads(architecture.caches),
  vocab_size: architecture?.vocabularySize,
});

/** KV heads of every layer, windows included; undefined where layers have latents or different numbers. */
function commonHeads(caches: readonly CacheLayer[]): number | undefined {
  const [first, ...others] = new Set(
    caches.map((cache) => (cache.kind === 'full' || cache.kind === 'window' ? cache.heads : undefined)),
  );
  return others.length === 0 ? first : undefined;
}
