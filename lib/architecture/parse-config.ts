import type { ConfigFault } from './config/config-fault';
import { ConfigReader, isObject, type Ledger, newLedger } from './config/config-reader';
import { readConfigText } from './config/read-config-text';
import { readContext } from './context';
import { refuseOtherClass } from './engine-class';
import type { Family } from './families/family';
import { knownFamilies, removedFromEngine } from './families/known-families';
import type { Architecture, Network, Task } from './model/architecture';
import { readQuantization, unquantized } from './quantization/read-quantization';
import { taskOfClass } from './task';
import { unreadKeyFaults } from './telling-keys';
import { towerDivisors } from './towers/tower-divisors';
import { type Wrapper, wrappers } from './towers/wrappers';
import { withoutIdleWindows } from './windows';

/** Either what a model is, or everything that is wrong with its `config.json`. */
export type ParsedConfig =
  | { readonly architecture: Architecture; readonly faults?: undefined }
  | { readonly architecture?: undefined; readonly faults: readonly ConfigFault[] };

/** What is known of a model besides its `config.json`. */
export interface BesidesConfig {
  /** Content of `hf_quant_config.json`, where a checkpoint states its quantisation apart from `config.json`. */
  readonly quantization?: unknown;
  /**
   * What the model is served for. One that embeds or ranks has no head, though its `config.json` names the class of one
   * that generates.
   *
   * @default the task of the class in `architectures`
   */
  readonly task?: Task;
}

const textKeys = ['text_config', 'llm_config', 'language_config'] as const;

const source = 'lib/architecture/families: the families that this project has read from the engine’s code';

const wayOn =
  'declare its memory beside the config: memory: { weightsGiBPerGpu, kvBytesPerTokenPerGpu, bytesPerSequencePerGpu, activeParametersBillion, owner }, with precision, layers and contextTokens; or take a model whose architecture is known';

/**
 * Reads a Hugging Face `config.json` as published.
 *
 * @param json the text of the file, or what was parsed from it
 */
export function parseConfig(json: unknown, apart: BesidesConfig = {}): ParsedConfig {
  const values = typeof json === 'string' ? parsedText(json) : json;
  if (!isObject(values)) {
    return { faults: [notAConfig(values)] };
  }
  const ledger = newLedger();
  const outer = new ConfigReader(values, [], 'config.json', ledger);
  const architecture = read(outer, ledger, apart);
  return ledger.faults.length > 0 || architecture === undefined
    ? { faults: ledger.faults }
    : { architecture: { ...architecture, defaults: ledger.defaults } };
}

function parsedText(text: string): unknown {
  try {
    return readConfigText(text);
  } catch {
    return text;
  }
}

const notAConfig = (got: unknown): ConfigFault => ({
  path: [],
  problem: 'is not a config.json',
  got,
  expected: 'a JSON object as Hugging Face publishes it',
  fix: 'take config.json from the model’s own repository, unchanged',
  source,
});

function read(outer: ConfigReader, ledger: Ledger, apart: BesidesConfig): Omit<Architecture, 'defaults'> | undefined {
  const outerType = outer.maybeText('model_type');
  const wrapper = outerType === undefined ? undefined : wrappers[outerType];
  const textKey = textKeys.find((key) => outer.has(key));
  const text = (textKey === undefined ? outer : textReader(outer, textKey)) ?? outer;
  const modelType =
    (textKey === undefined ? undefined : text.maybeText('model_type')) ?? wrapper?.textModelType ?? outerType;
  const family = modelType === undefined ? undefined : knownFamilies.get(modelType);
  if (textKey !== undefined && wrapper === undefined && outerType !== undefined && knownFamilies.has(outerType)) {
    textInsideOfText(outer, textKey, outerType);
    return undefined;
  }
  if (family === undefined || modelType === undefined || (textKey !== undefined && wrapper === undefined)) {
    unknownModel(outer, modelType !== undefined && family === undefined ? modelType : outerType);
    return undefined;
  }
  const reader = text.as(family.source);
  const network = family.read(reader, outer);
  const towers = wrapper === undefined ? [] : readTowers(outer, wrapper, network.hiddenSize);
  const bytes = dataType(outer, text);
  const quantization = quantizationOf(outer, text, apart, bytes);
  const context = readContext(reader, modelType, family);
  const [architectureClass] = outer.maybeList('architectures', 'string') ?? [];
  refuseOtherClass(
    outer,
    architectureClass,
    [...(outerType === undefined ? [] : [outerType]), ...family.modelTypes],
    wayOn,
  );
  const encodes = onlyEncodes(reader, family);
  const task = apart.task ?? taskOfClass(architectureClass, encodes);
  ledger.faults.push(...unreadKeyFaults(reader, family));
  return {
    ...withoutIdleWindows(encodes ? { ...network, caches: [] } : network, context),
    tensors: [...network.tensors.filter(({ role }) => task === 'generate' || role !== 'head'), ...towers],
    divisors: [...network.divisors, ...towerDivisors(towers)],
    modelType,
    family: family.name,
    source: family.source,
    task,
    context,
    quantization: quantization ?? unquantized(bytes),
    checkpointBytesPerValue: bytes,
    loadedBytesPerValue: Math.min(2, bytes),
    hasTower: towers.length > 0,
    ...imageTokenOf(outer, wrapper),
  };
}

/**
 * Layers that look both ways keep nothing of a sequence.
 *
 * @see vllm 0.33.0 models/qwen2.py 254-260, models/config.py 152-157
 */
function onlyEncodes(config: ConfigReader, { encoder = false, encodesWhere }: Family): boolean {
  const [key = '', value] = encodesWhere ?? [];
  return encoder || (config.has(key) && config.flagOr(!value, key) === value);
}

/** The object of the text model; a few keys that concern it stand beside it. */
function textReader(outer: ConfigReader, key: string): ConfigReader | undefined {
  const inner = outer.maybeInner(key);
  const tied = outer.raw('tie_word_embeddings');
  return inner !== undefined && !inner.has('tie_word_embeddings') && typeof tied === 'boolean'
    ? inner.with({ tie_word_embeddings: tied })
    : inner;
}

/** The outer type is that of a text model, so that it is unknown which of the two objects the engine would read. */
const textInsideOfText = (outer: ConfigReader, textKey: string, modelType: string): void =>
  outer.fault(textKey, {
    problem: `stands inside of a model whose model_type, ${modelType}, is that of a text model by itself`,
    got: outer.raw(textKey),
    expected: `no ${textKey}, or the model_type of a model that reads images or sound beside text`,
    fix: 'take config.json from the model’s own repository, unchanged',
  });

function unknownModel(outer: ConfigReader, modelType: string | undefined): void {
  const last = removedFromEngine[modelType ?? ''];
  outer.fault('model_type', {
    problem:
      modelType === undefined
        ? 'is missing from config.json, so its architecture is unknown'
        : last === undefined
          ? 'is an architecture that this project does not know, and is not planned as another'
          : `is an architecture that the engine no longer runs: vLLM ${last} was the last release that did`,
    got: modelType,
    expected: 'a model type of lib/architecture/families',
    fix: last === undefined ? wayOn : 'take a model that the engine runs',
    source,
  });
}

function readTowers(outer: ConfigReader, wrapper: Wrapper, hidden: number): Network['tensors'] {
  return wrapper.towers.flatMap(({ key, read: readTower }) => {
    const tower = outer.maybeInner(key, `${outer.raw('model_type')} of vllm 0.33.0 and transformers 5.24.0`);
    if (tower === undefined && !wrapper.towersOptional && !outer.has(key)) {
      outer.fault(key, {
        problem: 'is missing, so the memory of what reads images or sound is unknown',
        got: undefined,
        expected: 'the object of the published config.json',
        fix: 'take config.json from the model’s own repository, unchanged',
      });
    }
    return tower === undefined ? [] : readTower(tower, outer, hidden);
  });
}

function imageTokenOf(outer: ConfigReader, wrapper: Wrapper | undefined): Pick<Architecture, 'imageToken'> {
  const seeing = wrapper?.towers.find(({ imageToken }) => imageToken !== undefined);
  const tower = seeing === undefined || !outer.has(seeing.key) ? undefined : outer.maybeInner(seeing.key);
  const imageToken = tower === undefined ? undefined : seeing?.imageToken?.(tower, outer);
  return imageToken === undefined ? {} : { imageToken };
}

const bytesOfType: Readonly<Record<string, number>> = { float32: 4, float16: 2, bfloat16: 2, half: 2, float: 4 };

/** Bytes of a value in the checkpoint. The engine loads 32-bit values in 16 bits. */
function dataType(outer: ConfigReader, text: ConfigReader): number {
  const name =
    outer.has('torch_dtype') || outer.has('dtype')
      ? outer.maybeText('torch_dtype', 'dtype')
      : text.maybeText('torch_dtype', 'dtype');
  if (name === undefined) {
    text.supply('torch_dtype', 'bfloat16');
    return 2;
  }
  const bytes = bytesOfType[name.replace('torch.', '')];
  if (bytes === undefined) {
    outer.fault('torch_dtype', {
      problem: 'is not a data type of weights',
      got: name,
      expected: Object.keys(bytesOfType).join(', '),
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  return bytes ?? 2;
}

function quantizationOf(
  outer: ConfigReader,
  text: ConfigReader,
  { quantization }: BesidesConfig,
  bytes: number,
): Architecture['quantization'] | undefined {
  const holder = [outer, text].find((reader) => reader.has('quantization_config') || reader.has('compression_config'));
  const inner =
    holder === undefined
      ? quantization === undefined
        ? undefined
        : outer.with({ 'hf_quant_config.json': quantization }).maybeInner('hf_quant_config.json')
      : holder.maybeInner(holder.has('quantization_config') ? 'quantization_config' : 'compression_config');
  if (inner === undefined) {
    outer.supply('quantization_config', undefined);
    return unquantized(bytes);
  }
  return readQuantization(inner);
}
