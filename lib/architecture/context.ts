import type { ConfigReader } from './config/config-reader';
import { isObject } from './config/config-reader';
import type { Family } from './families/family';
import type { Context } from './model/architecture';

/** @see vllm 0.33.0 transformers_utils/model_arch_config_convertor.py, derive_max_model_len_and_key */
const lengthKeys = [
  'max_position_embeddings',
  'n_positions',
  'max_seq_len',
  'seq_length',
  'model_max_length',
  'max_target_positions',
  'max_sequence_length',
  'max_seq_length',
  'seq_len',
] as const;

/** Position methods whose factor the engine does not multiply in: the length in the file has it already. */
const scaledAlready = ['su', 'longrope', 'llama3', 'default', 'mrope', 'proportional', 'deepseek_yarn'];

/**
 * Position methods that the engine has. It ends at start with “Unknown RoPE scaling type” for any other.
 *
 * @see vllm 0.33.0 model_executor/layers/rotary_embedding, get_rope
 */
const methods = [
  ...scaledAlready,
  ...['linear', 'ntk', 'dynamic', 'xdrope', 'yarn', 'mllama4', 'deepseek_llama_scaling', 'openpangu'],
];

const source = 'vllm 0.33.0 config/model.py, _get_and_verify_max_len';

/**
 * How long a sequence may be, as the engine derives it.
 *
 * With YaRN, release 0.33.0 takes `max_position_embeddings` for the scaled length already. A file that states the length
 * before scaling gets the scaled one through an override, as the model cards of its publishers mean it.
 */
export function readContext(config: ConfigReader, modelType: string, { contextTokens }: Family): Context {
  const stated = statedLength(config, contextTokens);
  const rope = ropeOf(config, stated);
  const padding = paddedPositions(config, modelType);
  if (rope === undefined || modelType.startsWith('gemma3')) {
    return padding === 0
      ? same(stated, `${stated}`)
      : { ...same(stated - padding, `${stated} − ${padding} positions of padding`), defaultTokens: stated };
  }
  const original = rope.original ?? stated;
  if (rope.type === 'yarn') {
    const scaled = Math.floor(original * rope.factor);
    return scaled > stated
      ? {
          ...same(scaled, `${original} × ${rope.factor} (YaRN)`),
          defaultTokens: stated,
          engineOverrides: { max_position_embeddings: scaled },
        }
      : same(stated, `${stated}, with YaRN’s factor in it`);
  }
  if (rope.type === 'longrope' || rope.type === 'su') {
    return { ...same(stated, `${stated}, with LongRoPE’s factors in it`), defaultTokens: Math.min(original, stated) };
  }
  return scaledAlready.includes(rope.type)
    ? same(stated, `${stated}`)
    : same(Math.floor(stated * rope.factor), `${stated} × ${rope.factor} (${rope.type})`);
}

const same = (tokens: number, derivation: string): Context => ({
  longestTokens: tokens,
  defaultTokens: tokens,
  engineOverrides: {},
  derivation,
});

function statedLength(config: ConfigReader, supplied: number): number {
  const stated = lengthKeys.filter((key) => config.has(key)).map((key) => config.countOr(0, key));
  if (config.has('model_max_length')) {
    return config.countOr(0, 'model_max_length');
  }
  return stated.length === 0 ? config.countOr(supplied, 'max_position_embeddings') : Math.min(...stated);
}

/** XLM-RoBERTa counts positions from after the padding token. @see vllm 0.33.0 models/roberta.py, RobertaEmbedding */
function paddedPositions(config: ConfigReader, modelType: string): number {
  return modelType === 'xlm-roberta' || modelType === 'roberta' ? config.countOr(1, 'pad_token_id') + 1 : 0;
}

interface Rope {
  readonly type: string;
  readonly factor: number;
  readonly original: number | undefined;
}

/** The scaling of positions, in either of its spellings; of layers that scale differently, the one that scales. */
function ropeOf(config: ConfigReader, stated: number): Rope | undefined {
  const key = config.has('rope_parameters') ? 'rope_parameters' : 'rope_scaling';
  const outer = config.maybeInner(key);
  if (outer === undefined) {
    return undefined;
  }
  const isOne = outer.has('rope_type') || outer.has('type');
  const kinds = isOne ? [] : Object.keys(outer.values).filter((name) => isObject(outer.values[name]));
  const readers = kinds.length > 0 ? kinds.flatMap((name) => outer.maybeInner(name) ?? []) : [outer];
  const ropes = readers.map((reader) => readRope(reader, config, stated));
  return ropes.find(({ type }) => type !== 'default') ?? ropes[0];
}

function readRope(rope: ConfigReader, config: ConfigReader, stated: number): Rope {
  const type = rope.maybeText('rope_type', 'type') ?? 'default';
  if (!methods.includes(type)) {
    rope.fault('rope_type', {
      problem: 'is no way of scaling positions that the engine knows, so it ends at start: “Unknown RoPE scaling type”',
      got: type,
      expected: methods.join(', '),
      fix: 'take config.json from the model’s own repository, unchanged',
      source: 'vllm 0.33.0 model_executor/layers/rotary_embedding, get_rope',
    });
  }
  for (const name of type === 'longrope' || type === 'su' ? ['long_factor', 'short_factor'] : []) {
    rope.maybeList(name, 'number');
  }
  const needsFactor = !['default', 'mrope', 'proportional', 'longrope', 'su'].includes(type);
  const factor = needsFactor ? rope.numberOr(1, 'factor') : 1;
  if (!(Number.isFinite(factor) && factor >= 1)) {
    rope.fault('factor', {
      problem: 'is not a factor by which the context grows',
      got: factor,
      expected: 'a number of at least 1',
      fix: 'take config.json from the model’s own repository, unchanged',
      source,
    });
  }
  const original = rope.has('original_max_position_embeddings')
    ? rope.countOr(0, 'original_max_position_embeddings')
    : config.has('original_max_position_embeddings')
      ? config.countOr(0, 'original_max_position_embeddings')
      : undefined;
  if (original === undefined && (type === 'yarn' || type === 'longrope' || type === 'su')) {
    rope.supply('original_max_position_embeddings', stated);
  }
  return { type, factor: Number.isFinite(factor) && factor >= 1 ? factor : 1, original };
}
