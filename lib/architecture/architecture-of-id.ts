import { type KnownModel, publishedModel, publishedModels } from '../catalogue/known-models';
import type { ConfigFault } from './config/config-fault';
import type { Architecture } from './model/architecture';
import { parseOnce } from './parse-once';

/** The architecture of a model by its id. */
export interface ArchitectureOfId {
  readonly architecture: Architecture;
  /** Id of the known model whose `config.json` was read; another than the asked one where only that one is known. */
  readonly readFrom: string;
}

/** Models of another name with the matrices of a known one, as their `config.json` files say. */
const sameArchitecture: Readonly<Record<string, string>> = {
  'llama-3.3-70b': 'meta-llama/Llama-3.1-70B-Instruct',
  'llama-3-70b': 'meta-llama/Llama-3.1-70B-Instruct',
  'llama-3-8b': 'meta-llama/Llama-3.1-8B-Instruct',
  'minimax-m2': 'MiniMaxAI/MiniMax-M2.7',
  'minimax-m2.1': 'MiniMaxAI/MiniMax-M2.7',
  'minimax-m2.5': 'MiniMaxAI/MiniMax-M2.7',
  'glm-4.6': 'zai-org/GLM-4.5',
  'glm-4.7': 'zai-org/GLM-4.5',
  'qwen3-coder-30b-a3b': 'Qwen/Qwen3-30B-A3B',
  'qwen3-coder-next': 'Qwen/Qwen3-Next-80B-A3B-Instruct',
  'kimi-k2': 'moonshotai/Kimi-K2.5',
  'kimi-k2-thinking': 'moonshotai/Kimi-K2.5',
  'nvidia-nemotron-3-nano-30b-a3b': 'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-NVFP4',
};

/** What publishers add to a name for another format, another training or another month, with the same matrices. */
const suffixes =
  /-(awq|gptq|fp8|nvfp4|fp4|mxfp4|bf16|int[48]|[48]bit|dynamic|block|quantized\.w\d+a\d+|instruct|chat|it|base|hf|thinking|\d{4})$/;

/** The part of an id that says which matrices a model has. */
function bareName(id: string): string {
  let name = (id.split('/').at(-1) ?? id).toLowerCase().replace(/^meta-/, '');
  while (suffixes.test(name)) {
    name = name.replace(suffixes, '');
  }
  return name;
}

const byBareName = (id: string): KnownModel | undefined => {
  const name = bareName(id);
  const other = sameArchitecture[name] ?? sameArchitecture[`${name}-thinking`];
  return other === undefined
    ? publishedModels.find((model) => bareName(model.id) === name && readable(model) !== undefined)
    : publishedModel(other);
};

/** Quantisation that is not at hand is left out, since the caller names the format. */
const readable = ({ config, task }: KnownModel): Architecture | undefined => parseOnce(config, task).architecture;

/**
 * The architecture under an id: as the catalogue knows it, or as it knows the same model in another format. Undefined
 * where it knows neither, and faults where it knows the model and cannot read it.
 */
export function architectureOfId(id: string): ArchitectureOfId | undefined {
  if (!found.has(id)) {
    found.set(id, findArchitecture(id));
  }
  return found.get(id);
}

const found = new Map<string, ArchitectureOfId | undefined>();

function findArchitecture(id: string): ArchitectureOfId | undefined {
  for (const known of [publishedModel(id), byBareName(id)]) {
    const architecture = known === undefined ? undefined : readable(known);
    if (known !== undefined && architecture !== undefined) {
      return { architecture, readFrom: known.id };
    }
  }
  return undefined;
}

/** Why a known model cannot be read; empty where it can, and where the model is unknown. */
export function faultsOfId(id: string): readonly ConfigFault[] {
  const known = publishedModel(id) ?? byBareName(id);
  return known === undefined ? [] : (parseOnce(known.config, undefined).faults ?? []);
}
