import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import type { Tensor } from '../model/tensor';
import { gatedMlp, plainMlp } from '../parts/feed-forward';
import { groupedAttention } from '../parts/grouped-attention';
import { linear, vector } from '../parts/linear';
import { readSizes, type Sizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';

interface Encoder {
  readonly vocabulary: number;
  readonly intermediate: number;
  /** A table of positions; without, positions are rotary. */
  readonly positions?: number;
  readonly typeVocabulary?: number;
  readonly bias: boolean;
  readonly mlp: 'gated' | 'plain';
  /** Vectors of norms in each layer. */
  readonly norms: number;
  readonly pooler?: boolean;
}

function readEncoder(config: ConfigReader, encoder: Encoder): Network {
  const sizes = readSizes(config, { vocabulary: encoder.vocabulary, tied: true });
  const intermediate = config.sizeOr(encoder.intermediate, 'intermediate_size', 'n_inner');
  return transformer({
    sizes,
    norms: encoder.norms,
    tables: tables(config, sizes, encoder),
    attention: () => groupedAttention({ ...sizes, bias: encoder.bias, outputBias: encoder.bias }),
    feedForward: () =>
      encoder.mlp === 'gated'
        ? gatedMlp(sizes.hidden, intermediate)
        : plainMlp(sizes.hidden, intermediate, encoder.bias),
    caches: () => [],
    others: encoder.pooler ? linear('pooler.dense', sizes.hidden, sizes.hidden, 'copied', { bias: true }) : [],
    splitsKvHeads: false,
  });
}

function tables(config: ConfigReader, { vocabulary, hidden }: Sizes, encoder: Encoder): readonly Tensor[] {
  const table = (name: string, rows: number, split: 'copied' | 'vocabulary'): readonly Tensor[] =>
    linear(name, rows, hidden, split, { role: 'embedding' }).map((tensor) => ({ ...tensor, activeCount: 0 }));
  const types = encoder.typeVocabulary === undefined ? 0 : config.countOr(encoder.typeVocabulary, 'type_vocab_size');
  return [
    ...table('embeddings.word_embeddings', vocabulary, 'vocabulary'),
    ...(encoder.positions === undefined
      ? []
      : table('embeddings.position_embeddings', config.sizeOr(encoder.positions, 'max_position_embeddings'), 'copied')),
    ...(types === 0 ? [] : table('embeddings.token_type_embeddings', types, 'copied')),
    vector('embeddings.LayerNorm', hidden),
  ];
}

/** BERT, and what is built as it: bge, e5, MiniLM. */
export const bert: Family = {
  name: 'BERT',
  modelTypes: ['bert'],
  contextTokens: 512,
  encoder: true,
  source: 'vllm 0.33.0 models/bert.py; transformers 5.24.0 BertConfig',
  read: (config) =>
    readEncoder(config, {
      vocabulary: 30522,
      intermediate: 3072,
      positions: 512,
      typeVocabulary: 2,
      bias: true,
      mlp: 'plain',
      norms: 4,
      pooler: true,
    }),
};

/** RoBERTa and XLM-RoBERTa: bge-m3, bge-reranker-v2-m3, multilingual-e5. */
export const roberta: Family = {
  name: 'XLM-RoBERTa',
  modelTypes: ['xlm-roberta', 'roberta'],
  contextTokens: 512,
  encoder: true,
  source: 'vllm 0.33.0 models/roberta.py; transformers 5.24.0 XLMRobertaConfig',
  read: (config) =>
    readEncoder(config, {
      vocabulary: config.raw('model_type') === 'roberta' ? 50265 : 30522,
      intermediate: 3072,
      positions: 512,
      typeVocabulary: 2,
      bias: true,
      mlp: 'plain',
      norms: 4,
      pooler: true,
    }),
};

export const modernBert: Family = {
  name: 'ModernBERT',
  modelTypes: ['modernbert'],
  contextTokens: 8192,
  encoder: true,
  source: 'vllm 0.33.0 models/modernbert.py; transformers 5.24.0 ModernBertConfig',
  read: (config) => {
    config.maybeList('layer_types', 'string');
    return readEncoder(config, {
      vocabulary: 50368,
      intermediate: 1152,
      bias: config.flagOr(false, 'attention_bias'),
      mlp: 'gated',
      norms: 2,
    });
  },
};

/** gte-en-v1.5 and gte-multilingual, whose own code calls itself `new`. */
export const gteNew: Family = {
  name: 'GTE',
  modelTypes: ['new', 'gte'],
  contextTokens: 8192,
  encoder: true,
  source: 'vllm 0.33.0 models/bert_with_rope.py, GteNewModel',
  read: (config) =>
    readEncoder(config, {
      vocabulary: 30528,
      intermediate: 3072,
      typeVocabulary: 0,
      bias: true,
      mlp: 'gated',
      norms: 4,
    }),
};

export const nomicBert: Family = {
  name: 'Nomic BERT',
  modelTypes: ['nomic_bert'],
  contextTokens: 2048,
  encoder: true,
  source: 'vllm 0.33.0 models/bert_with_rope.py, NomicBertModel; transformers 5.24.0 NomicBertConfig',
  read: (config) =>
    readEncoder(config, {
      vocabulary: 30528,
      intermediate: 3072,
      typeVocabulary: 2,
      bias: false,
      mlp: 'gated',
      norms: 4,
    }),
};
