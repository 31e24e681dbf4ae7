import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../lib/architecture/hybrid-padding';
import { knownArchitecture } from '../../lib/architecture/known-architecture';
import { kvCacheOnEachGpu } from '../../lib/architecture/kv-cache-on-each-gpu';
import { sharesOf } from '../../lib/architecture/layout';
import type { Architecture } from '../../lib/architecture/model/architecture';
import type { CacheLayer } from '../../lib/architecture/model/cache';
import { startRefusals } from '../../lib/architecture/start-refusals';
import { bytesOnOneGpu, weightsOnEachGpu } from '../../lib/architecture/weights-on-each-gpu';
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
  | {
      readonly weightBytes: number;
      readonly caches: readonly Cache[];
      readonly groups?: readonly Group[];
      readonly refused?: undefined;
    };

/** Groups of layers of one kind that share blocks. */
interface Group {
  readonly kind: string;
  readonly groups: number;
  /** Layers of the largest group. */
  readonly layers: number;
  readonly blockTokens: number;
}

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
  test.each(both)('of $id', ({ architecture, contextTokens }) => {
    expect(architecture.context.defaultTokens).toBe(contextTokens);
  });
});

describe('bytes of the KV cache for a token on one GPU', () => {
  const ours = (architecture: Architecture, layout: { tensorParallel: number }) =>
    kvCacheOnEachGpu(architecture, layout, { format: 'bf16', maxBatchedTokens: 8192, maxSequenceTokens: 8192 });

  /** The release keeps layers with chunks like all others, unless it is told otherwise; a window as long as the context is none. */
  const grows = ({ kind, windowTokens = Number.POSITIVE_INFINITY }: Cache, contextTokens: number): boolean =>
    kind === 'ChunkedLocalAttentionSpec' || (/Full|MLA|Window/.test(kind) && windowTokens >= contextTokens);

  test.each(built)('of $id on $layout', ({ architecture, layout, engine }) => {
    const bytes = engine.caches
      .filter((cache) => grows(cache, architecture.context.longestTokens))
      .reduce((total, { layers, bytesPerToken = 0 }) => total + layers * bytesPerToken, 0);

    expect(ours(architecture, layout).bytesPerToken.value).toBe(bytes);
  });
});

describe('blocks of layers that keep their cache in several ways', () => {
  /** Layers with chunks are kept like all others, unless the release is told otherwise. */
  const mixed = built.flatMap(({ engine, ...build }) =>
    engine.groups === undefined || engine.groups.some(({ kind }) => kind.startsWith('Chunked'))
      ? []
      : [{ ...build, groups: engine.groups }],
  );

  test('are of layers that differ in size too', () => {
    expect(mixed.filter(({ groups }) => groups.some(({ blockTokens }) => blockTokens > 16)).length).toBeGreaterThan(2);
  });

  test.each(mixed)('of $id on $layout', ({ architecture, layout, groups }) => {
    const blocks = blocksOf(architecture.caches, layout);
    const most = Math.max(...groups.map(({ layers }) => layers));
    for (const kind of ['full', 'window'] as const) {
      const ours = architecture.caches.filter((cache) => cache.kind === kind);
      const [theirs] = groups.filter((group) => group.kind.startsWith(kind === 'full' ? 'Full' : 'Sliding'));
      const share = ((theirs?.groups ?? 0) * most) / ours.length;

      expect(blocks(ours[0] as CacheLayer), kind).toEqual({ blockTokens: theirs?.blockTokens, share });
    }
  });
});

describe('bytes of weights on one GPU', () => {
  /**
   * Its list of modules that stay in 16 bits names the tower, and the release compares whole names of matrices with it: from
   * `config.json` it builds the tower in fp8. The checkpoint has it in 16 bits, and so has what the release builds from the
   * publisher's `params.json`. The plan keeps the two bytes.
   */
  const towerInFp8 = ['mistralai/Devstral-Small-2-24B-Instruct-2512'];
  const towerBytes = ({ id, architecture, layout }: (typeof built)[number]): number =>
    towerInFp8.includes(id)
      ? architecture.tensors
          .filter(({ place, role }) => place === 'tower' && role === 'linear')
          .reduce((bytes, tensor) => bytes + bytesOnOneGpu(architecture, tensor, sharesOf(layout)) / 2, 0)
      : 0;
  const ratioOf = (build: (typeof built)[number]): number =>
    (weightsOnEachGpu(build.architecture, build.layout).value * 2 ** 30 - towerBytes(build)) / build.engine.weightBytes;
  /** A few MB of positions and norms, which the plan copies and the release splits, are no error of a plan. */
  const small = 50e6;

  test.each(built)('of $id on $layout', (build) => {
    const ratio = ratioOf(build);
    const off = Math.abs(ratio - 1) * build.engine.weightBytes;

    expect(off <= small || Math.abs(ratio - 1) <= 0.01, `ratio ${ratio}`).toBe(true);
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
    expect(startRefusals(architecture, layout).map(({ kind }) => kind)).toContain('engine-ends');
  });

  const judged = built.map(({ id, architecture, layout }) => ({
    id,
    layout,
    refusals: startRefusals(architecture, layout),
  }));

  test.each(judged)('is no other than that: $id on $layout', ({ refusals }) => {
    expect(refusals.filter(({ kind }) => kind === 'engine-ends')).toEqual([]);
  });

  test('is told from one that starts with kernels that were never measured: blocks of fp8 in experts are cut', () => {
    const cut = judged.filter(({ refusals }) => refusals.length > 0);

    expect(cut.map(({ id, layout }) => [id, layout.tensorParallel])).toEqual([['Qwen/Qwen3-235B-A22B-FP8', 8]]);
  });
});
