import { describe, expect, test } from 'vitest';
import { knownArchitecture } from '../../lib/architecture/known-architecture';
import { kvCacheOnEachGpu } from '../../lib/architecture/kv-cache-on-each-gpu';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { startRefusals } from '../../lib/architecture/start-refusals';
import { weightsOnEachGpu } from '../../lib/architecture/weights-on-each-gpu';
import { publishedModels } from '../../lib/catalogue/known-models';
import { vllm } from '../../lib/engine/vllm';
import table from './vllm-models.json';

/** Layers of one kind, as the release itself builds them on one GPU. */
interface Cache {
  readonly kind: string;
  readonly layers: number;
  readonly bytesPerToken?: number;
  readonly bytesPerSequence?: number;
  readonly windowTokens?: number;
}

type OnEachGpu =
  | { readonly refused: string }
  | { readonly weightBytes: number; readonly caches: readonly Cache[]; readonly refused?: undefined };

interface ReadModel {
  readonly id: string;
  readonly refused?: string;
  readonly contextTokens?: number;
  readonly onEachGpu?: Readonly<Record<'1' | '8', OnEachGpu>>;
}

const models = (table as { models: readonly ReadModel[] }).models;
const gpus = [1, 8] as const;

/** Models that both read, whose config is complete. */
const both = models.flatMap((read) => {
  const known = publishedModels.find(({ id, configComplete }) => id === read.id && configComplete);
  const architecture = known && knownArchitecture(known).architecture;
  return architecture === undefined || read.onEachGpu === undefined
    ? []
    : [{ id: read.id, architecture, contextTokens: read.contextTokens ?? 0, onEachGpu: read.onEachGpu }];
});

const builds = both.flatMap(({ id, architecture, onEachGpu }) =>
  gpus.map((count) => ({ id, architecture, layout: { tensorParallel: count }, engine: onEachGpu[`${count}`] })),
);

/** Builds that the release made: what it refuses for want of a GPU or of a key is none. */
const built = builds.flatMap(({ engine, ...build }) => (engine.refused === undefined ? [{ ...build, engine }] : []));

test('the table is of the pinned release, and of every known model', () => {
  expect(table.release).toBe(vllm.release);
  expect(models.map(({ id }) => id)).toEqual(publishedModels.map(({ id }) => id));
  expect(both.length).toBeGreaterThanOrEqual(60);
  expect(built.length).toBeGreaterThanOrEqual(120);
});

describe('the context that the engine takes by itself', () => {
  /** The release reads it from `sentence_bert_config.json`, which the table does not have. */
  const further = ['BAAI/bge-m3', 'BAAI/bge-reranker-v2-m3', 'intfloat/multilingual-e5-base'];

  test.each(both.filter(({ id }) => !further.includes(id)))('of $id', ({ architecture, contextTokens }) => {
    expect(architecture.context.defaultTokens).toBe(contextTokens);
  });
});

describe('bytes of the KV cache for a token on one GPU', () => {
  const ours = (architecture: Architecture, layout: { tensorParallel: number }) =>
    kvCacheOnEachGpu(architecture, layout, { format: 'bf16', maxBatchedTokens: 8192, maxSequenceTokens: 8192 });

  /** The release keeps layers with chunks like all others, unless it is told otherwise; a window as long as the context is none. */
  const grows = ({ kind, windowTokens = Number.POSITIVE_INFINITY }: Cache, contextTokens: number): boolean =>
    kind === 'ChunkedLocalAttentionSpec' || (/Full|MLA|Window/.test(kind) && windowTokens >= contextTokens);

  /** As an embedder it looks at whole texts, and the release keeps nothing; the plan keeps what its family keeps. */
  const more = ['Alibaba-NLP/gte-Qwen2-7B-instruct'];

  test.each(built.filter(({ id }) => !more.includes(id)))('of $id on $layout', ({ architecture, layout, engine }) => {
    const bytes = engine.caches
      .filter((cache) => grows(cache, architecture.context.longestTokens))
      .reduce((total, { layers, bytesPerToken = 0 }) => total + layers * bytesPerToken, 0);

    expect(ours(architecture, layout).bytesPerToken.value).toBe(bytes);
  });
});

describe('bytes of weights on one GPU', () => {
  /** Where the plan differs by more than 1 in 100, and why. None of them is taken for less than 0.92 of its bytes. */
  const differences: Readonly<Record<string, string>> = {
    'openai/gpt-oss-20b': 'the release pads the experts of a GPU to a multiple of 64',
    'openai/gpt-oss-120b': 'the release pads the experts of a GPU to a multiple of 64',
    'mistralai/Mistral-Small-3.2-24B-Instruct-2506':
      'its copy leaves tie_word_embeddings out; the plan has both tables',
    'mistralai/Devstral-Small-2-24B-Instruct-2512': 'its copy leaves tie_word_embeddings out; the plan has both tables',
  };
  const ratioOf = ({ architecture, layout, engine }: (typeof built)[number]): number =>
    (weightsOnEachGpu(architecture, layout).value * 2 ** 30) / engine.weightBytes;
  /** A few MB of positions and norms, which the plan copies and the release splits, are no error of a plan. */
  const small = 50e6;

  test.each(built)('of $id on $layout', (build) => {
    const ratio = ratioOf(build);
    const off = Math.abs(ratio - 1) * build.engine.weightBytes;

    if (differences[build.id] === undefined) {
      expect(off <= small || Math.abs(ratio - 1) <= 0.01, `ratio ${ratio}`).toBe(true);
    } else {
      expect(ratio).toBeGreaterThan(0.92);
      expect(ratio).toBeLessThan(1.05);
    }
  });
});

describe('a layout that the engine refuses', () => {
  /** The release refuses these for their size among the GPUs. */
  const forSize = /divisible|% tp_size|% self\.tp_size/;
  const refusedForSize = builds.filter(({ engine }) => engine.refused !== undefined && forSize.test(engine.refused));

  test('is among those that were tried', () => {
    expect(refusedForSize.length).toBeGreaterThan(5);
  });

  test.each(refusedForSize)('is refused by the plan: $id on $layout', ({ architecture, layout }) => {
    expect(startRefusals(architecture, layout)).not.toEqual([]);
  });

  /** The plan refuses blocks of fp8 that are cut; this release makes their blocks smaller on an H100. */
  const refined = ['Qwen/Qwen3-235B-A22B-FP8', 'MiniMaxAI/MiniMax-M2.7'];

  test.each(built.filter(({ id }) => !refined.includes(id)))(
    'is no other than that: $id on $layout',
    ({ architecture, layout }) => {
      expect(startRefusals(architecture, layout)).toEqual([]);
    },
  );
});
