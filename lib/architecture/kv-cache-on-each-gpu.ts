import { derived, type Figure, show } from '../figures/figure';
import { fromConfig } from './from-config';
import { blocksOf, blockTokens, paddingNote } from './hybrid-padding';
import { headsOnOneGpu, sharesOf, stageOfLayers } from './layout';
import type { Architecture, Layout } from './model/architecture';
import type { CacheLayer } from './model/cache';

/** Settings of the engine that decide how much a sequence keeps. */
export interface CacheSettings {
  /** Format of keys and values. */
  readonly format: 'bf16' | 'fp8';
  /** Tokens of one batch: `--max-num-batched-tokens`. */
  readonly maxBatchedTokens: number;
  /** Longest sequence: `--max-model-len`. */
  readonly maxSequenceTokens: number;
  /**
   * Batches that the engine has in flight: 2 with asynchronous scheduling, which is its default.
   *
   * @default 2, and one more for every further stage
   */
  readonly batchesInFlight?: number;
  /**
   * Whether prefixes are cached: a state is then kept twice.
   *
   * @default true
   */
  readonly prefixCaching?: boolean;
}

/** What sequences take on one GPU, that with the most of it. */
export interface SequenceMemory {
  /** Grows with every token. Bytes a token. */
  readonly bytesPerToken: Figure;
  /**
   * Constant for a sequence, however long: windows, states, cross attention. Bytes. The high end is what the engine wants
   * to be free before it admits a sequence, when that sequence alone fills all batches in flight.
   */
  readonly bytesPerSequence: Figure;
  /** Once on a GPU, whatever the number of sequences: tokens of the batches in flight that have left no window yet. Bytes. */
  readonly batchReserveBytes: Figure;
}

const bytesPerValue = { bf16: 2, fp8: 1 } as const;

export function kvCacheOnEachGpu(architecture: Architecture, layout: Layout, settings: CacheSettings): SequenceMemory {
  const stages = layersOfStages(architecture, layout);
  const blocks = blocksOf(architecture.caches, layout);
  const of = (layers: readonly CacheLayer[], bytes: BytesOf): number =>
    Math.round(total(layers.map((layer) => bytes(layer, layout, settings))));
  const stateBlock = blockOfStates(architecture.caches, layout, settings);
  const padded =
    (bytesOf: (...of: [...Parameters<BytesOf>, number]) => number): BytesOf =>
    (layer, ...rest) => {
      const { share, blockTokens: tokens } = blocks(layer);
      return (
        share *
        (layer.kind === 'state' && stateBlock > 0
          ? stateCopies(settings) * stateBlock
          : bytesOf(layer, ...rest, tokens))
      );
    };
  const tokenBytes: BytesOf = (layer, ...rest) => blocks(layer).share * bytesPerTokenOf(layer, ...rest);
  const sequenceBytes = padded(bytesPerSequenceOf);
  const admissionBytes = padded(admissionBytesOf);
  const largest = (bytes: (layers: readonly CacheLayer[]) => number): number => Math.max(...stages.map(bytes));
  const perToken = largest((layers) => of(layers, tokenBytes));
  const rounding = (layers: readonly CacheLayer[]): number =>
    blockRounding(layers, layout, settings) * of(layers, tokenBytes);
  const perSequence = largest((layers) => of(layers, sequenceBytes) + rounding(layers));
  const admitted = largest((layers) => of(layers, admissionBytes) + rounding(layers));
  const layers = stages.find((candidate) => of(candidate, tokenBytes) === perToken) ?? [];
  const from = fromConfig(architecture);
  return {
    bytesPerToken: derived(perToken, 'bytes/token', arithmetic(layers, tokenBytes, layout, settings), { from }),
    bytesPerSequence: derived(
      perSequence,
      'bytes/sequence',
      `${arithmetic(layers, sequenceBytes, layout, settings, restOfBlock)}${paddingNote(architecture.caches, layout)}`,
      {
        from,
        ...(admitted > perSequence ? { high: admitted } : {}),
      },
    ),
    batchReserveBytes: derived(
      Math.max(0, admitted - perSequence),
      'bytes',
      `${batchesInFlight(layout, settings)} batches of ${settings.maxBatchedTokens} tokens in layers with a window`,
      { from },
    ),
  };
}

type BytesOf = (layer: CacheLayer, layout: Layout, settings: CacheSettings) => number;

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function layersOfStages(architecture: Architecture, layout: Layout): readonly (readonly CacheLayer[])[] {
  const { stages } = sharesOf(layout);
  const stageOf = stageOfLayers(architecture.layers, stages);
  return Array.from({ length: stages }, (_, stage) =>
    architecture.caches.filter(({ layer }) => (stageOf[layer] ?? stages - 1) === stage),
  );
}

function bytesPerTokenOf(layer: CacheLayer, layout: Layout, { format }: CacheSettings): number {
  const bytes = bytesPerValue[format];
  switch (layer.kind) {
    case 'full':
      return headsOnOneGpu(layer.heads, layout) * (layer.keyDimension + layer.valueDimension) * bytes;
    case 'latent':
      return format === 'fp8' ? (layer.fp8BytesPerToken ?? layer.values) : layer.values * bytes;
    case 'index':
      return layer.bytesPerToken;
    case 'window':
    case 'state':
    case 'cross':
      return 0;
    default:
      return layer satisfies never;
  }
}

function bytesPerSequenceOf(layer: CacheLayer, layout: Layout, settings: CacheSettings, tokensOfBlock: number): number {
  const bytes = bytesPerValue[settings.format];
  switch (layer.kind) {
    case 'window':
      return windowBytes(
        layer,
        layer.windowTokens + batchesInFlight(layout, settings) - 1,
        layout,
        settings,
        tokensOfBlock,
      );
    case 'state':
      return stateCopies(settings) * stateBytes(layer, layout);
    case 'cross':
      return (
        Math.ceil(layer.positions / blockTokens) *
        blockTokens *
        headsOnOneGpu(layer.heads, layout) *
        2 *
        layer.headDimension *
        bytes
      );
    case 'full':
      // The rest of its last block, where that is larger than the usual one.
      return tokensOfBlock > blockTokens ? (tokensOfBlock - 1) * bytesPerTokenOf(layer, layout, settings) : 0;
    case 'latent':
    case 'index':
      return 0;
    default:
      return layer satisfies never;
  }
}

/** What a sequence may hold at most: of a window, also all tokens of all batches in flight. */
const admissionBytesOf: typeof bytesPerSequenceOf = (layer, layout, settings, tokensOfBlock) =>
  layer.kind === 'window'
    ? windowBytes(
        layer,
        layer.windowTokens - 1 + batchesInFlight(layout, settings) * settings.maxBatchedTokens,
        layout,
        settings,
        tokensOfBlock,
      )
    : bytesPerSequenceOf(layer, layout, settings, tokensOfBlock);

/**
 * Whole blocks for so many tokens, and one more, since a window does not begin at the start of a block. The engine frees
 * what has left the window only when a batch is through, so what is in flight counts too.
 *
 * @see vllm 0.33.0 v1/kv_cache_interface.py 918-955
 */
function windowBytes(
  layer: Extract<CacheLayer, { kind: 'window' }>,
  wanted: number,
  layout: Layout,
  { format, maxSequenceTokens }: CacheSettings,
  tokensOfBlock: number,
): number {
  const tokens = (Math.ceil(Math.min(wanted, maxSequenceTokens) / tokensOfBlock) + 1) * tokensOfBlock;
  const heads = headsOnOneGpu(layer.heads, layout);
  return tokens * heads * (layer.keyDimension + layer.valueDimension) * bytesPerValue[format];
}

/** @see vllm 0.33.0 config/vllm.py, max_concurrent_batches */
const batchesInFlight = (layout: Layout, settings: CacheSettings): number =>
  settings.batchesInFlight ?? sharesOf(layout).stages + 1;

/** With prefix caching the engine keeps the state at the last block boundary beside the present one. @see vllm 0.33.0 v1/kv_cache_interface.py 1135 */
const stateCopies = ({ prefixCaching = true }: CacheSettings): number => (prefixCaching ? 2 : 1);

export const stateBytes = (layer: Extract<CacheLayer, { kind: 'state' }>, { tensorParallel }: Layout): number =>
  total(layer.parts.map(({ values, bytes }) => (values / tensorParallel) * bytes));

/**
 * Tokens of one block of attention: beside states as many as make the block as large as one state.
 *
 * @see vllm 0.33.0 platforms/interface.py 940-1140
 */
function tokensBesideStates(layers: readonly CacheLayer[], layout: Layout, settings: CacheSettings): number {
  const [state] = layers.filter((layer) => layer.kind === 'state');
  const [attention] = layers.filter((layer) => layer.kind === 'full');
  if (state === undefined || attention === undefined) {
    return 0;
  }
  const tokens = stateBytes(state, layout) / bytesPerTokenOf(attention, layout, settings);
  return Math.ceil(tokens / blockTokens) * blockTokens;
}

/** Tokens that the last block of a sequence may leave unused. */
const blockRounding = (layers: readonly CacheLayer[], layout: Layout, settings: CacheSettings): number =>
  Math.max(0, tokensBesideStates(layers, layout, settings) - 1);

/** Bytes of the block in which the engine keeps a state: as large as a block of attention. Zero where there is none beside it. */
function blockOfStates(layers: readonly CacheLayer[], layout: Layout, settings: CacheSettings): number {
  const [attention] = layers.filter((layer) => layer.kind === 'full');
  return attention === undefined
    ? 0
    : tokensBesideStates(layers, layout, settings) * bytesPerTokenOf(attention, layout, settings);
}

function arithmetic(
  layers: readonly CacheLayer[],
  bytesOf: BytesOf,
  layout: Layout,
  settings: CacheSettings,
  ofFull?: string,
): string {
  const counted = layers.filter((layer) => bytesOf(layer, layout, settings) > 0);
  const what = (layer: CacheLayer): string =>
    layer.kind === 'full' && ofFull !== undefined ? ofFull : describe(layer, layout);
  return counted.length === 0
    ? 'no layer keeps any'
    : grouped(counted.map((layer) => `${show(bytesOf(layer, layout, settings))} bytes (${what(layer)})`));
}

/** What a layer that keeps every token takes besides those. */
const restOfBlock = 'what the last block of a layer that keeps every token leaves unused';

/** Equal terms are written once, with their number. */
function grouped(terms: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const term of terms) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts].map(([term, count]) => `${count} layers × ${term}`).join(' + ');
}

function describe(layer: CacheLayer, layout: Layout): string {
  switch (layer.kind) {
    case 'full':
      return `keys and values of ${headsOnOneGpu(layer.heads, layout)} of ${layer.heads} heads, ${layer.keyDimension} + ${layer.valueDimension}`;
    case 'window':
      return `a window of ${layer.windowTokens} tokens in whole blocks`;
    case 'latent':
      return `a latent of ${layer.values}, copied on every GPU`;
    case 'index':
      return 'a key of the indexer, copied on every GPU';
    case 'state':
      return 'a recurrent state';
    case 'cross':
      return `${layer.positions} positions of the encoder`;
    default:
      return layer satisfies never;
  }
}
