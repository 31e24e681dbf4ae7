import { stateBytes } from './kv-cache-on-each-gpu';
import { headsOnOneGpu, sharesOf } from './layout';
import type { Architecture, Layout } from './model/architecture';
import type { CacheLayer } from './model/cache';
import type { Tensor } from './model/tensor';
import { schemeOf } from './quantization/quantization';
import type { WeightFormat } from './quantization/scheme';
import { bytesOnOneGpu, partOnOneGpu } from './weights-on-each-gpu';

/** Matrices of one format on one GPU. */
export interface WorkOfFormat {
  readonly format: WeightFormat;
  readonly bytes: number;
  /** Parameters of this GPU that one token is multiplied with. */
  readonly parametersPerToken: number;
}

/** What one GPU reads of the cache for every token that it generates. */
export interface CacheReads {
  /** For every token of the context. */
  readonly bytesPerToken: number;
  /** Layers that read only so many tokens of the context. */
  readonly windows: readonly { readonly tokens: number; readonly bytesPerToken: number }[];
  /** However long the context is: states, read and written, and cross attention. */
  readonly constantBytes: number;
}

/** Products of queries with keys and values on one GPU, by how many tokens of the context a layer sees. */
export interface AttentionWork {
  /** Undefined for layers that see the whole context. */
  readonly windowTokens: number | undefined;
  /** Operations for one pair of tokens. */
  readonly operationsPerPair: number;
}

/** What one GPU of a replica reads and computes. */
export interface WorkOnEachGpu {
  /** Layers with attention and feed-forward. A layer with one of the two counts half. */
  readonly layers: number;
  readonly hiddenSize: number;
  /** Used by every token: attention, dense layers, shared experts, router and head. */
  readonly shared: readonly WorkOfFormat[];
  /** Absent where every token uses every matrix. */
  readonly experts?: {
    readonly count: number;
    readonly perToken: number;
    /** Layers that have experts. */
    readonly layers: number;
    readonly work: readonly WorkOfFormat[];
  };
  readonly cache: CacheReads;
  readonly attention: readonly AttentionWork[];
}

/** Tokens that sparse attention chooses. @see DeepSeek-V3.2 and GLM-5 config.json, index_topk */
const chosenTokens = 2048;

/** Products of one latent query: 128 + 64 values of a key and 128 of a value, before they are compressed. @see DeepSeek-V3 config.json */
const latentDimensions = 320;

const bytesPerValue = { bf16: 2, fp8: 1 } as const;

export function workOnEachGpu(architecture: Architecture, layout: Layout, kvFormat: 'bf16' | 'fp8'): WorkOnEachGpu {
  const used = architecture.tensors.filter(({ place, activeCount }) => place === 'text' && activeCount > 0);
  const routed = used.filter(isRouted);
  return {
    layers: (architecture.layers * (architecture.partsPerLayer ?? 2)) / 2,
    hiddenSize: architecture.hiddenSize,
    shared: byFormat(
      architecture,
      used.filter((tensor) => !isRouted(tensor)),
      layout,
    ),
    ...(architecture.experts !== undefined &&
      routed.length > 0 && {
        experts: {
          ...architecture.experts,
          layers: new Set(routed.map(({ layer }) => layer)).size,
          work: byFormat(architecture, routed, layout),
        },
      }),
    cache: cacheReads(architecture, layout, bytesPerValue[kvFormat]),
    attention: attentionWork(architecture, layout),
  };
}

/** An expert that every token uses is none of these, whatever it is called. */
const isRouted = ({ count, activeCount }: Tensor): boolean => count > 1 && activeCount < count;

function byFormat(architecture: Architecture, tensors: readonly Tensor[], layout: Layout): readonly WorkOfFormat[] {
  const shares = sharesOf(layout);
  const formats = new Map<WeightFormat, { bytes: number; parametersPerToken: number }>();
  for (const tensor of tensors) {
    const format = schemeOf(architecture.quantization, tensor)?.format ?? 'bf16';
    const { outputs, inputs, count } = partOnOneGpu(tensor, shares);
    const used = isRouted(tensor)
      ? (tensor.activeCount * tensor.outputs * tensor.inputs) / shares.experts
      : Math.min(tensor.activeCount, count) * outputs * inputs;
    const before = formats.get(format) ?? { bytes: 0, parametersPerToken: 0 };
    formats.set(format, {
      bytes: before.bytes + bytesOnOneGpu(architecture, tensor, shares),
      parametersPerToken: before.parametersPerToken + used,
    });
  }
  return [...formats].map(([format, work]) => ({ format, ...work }));
}

function cacheReads({ caches }: Architecture, layout: Layout, bytes: number): CacheReads {
  const sparse = new Set(caches.filter(({ kind }) => kind === 'index').map(({ layer }) => layer));
  let bytesPerToken = 0;
  let constantBytes = 0;
  const windows = new Map<number, number>();
  const readAtMost = (tokens: number, size: number): unknown => windows.set(tokens, (windows.get(tokens) ?? 0) + size);
  for (const cache of caches) {
    switch (cache.kind) {
      case 'full':
        bytesPerToken += headsOnOneGpu(cache.heads, layout) * (cache.keyDimension + cache.valueDimension) * bytes;
        break;
      case 'window':
        readAtMost(
          cache.windowTokens,
          headsOnOneGpu(cache.heads, layout) * (cache.keyDimension + cache.valueDimension) * bytes,
        );
        break;
      case 'latent':
        if (sparse.has(cache.layer)) {
          readAtMost(chosenTokens, cache.values * bytes);
        } else {
          bytesPerToken += cache.values * bytes;
        }
        break;
      case 'index':
        bytesPerToken += cache.bytesPerToken;
        break;
      case 'state':
        constantBytes += 2 * stateBytes(cache, layout);
        break;
      case 'cross':
        constantBytes += cache.positions * headsOnOneGpu(cache.heads, layout) * 2 * cache.headDimension * bytes;
        break;
      default:
        cache satisfies never;
    }
  }
  return {
    bytesPerToken,
    constantBytes,
    windows: [...windows].map(([tokens, size]) => ({ tokens, bytesPerToken: size })),
  };
}

/** Two operations for each value of a key and of a value, and each query head. */
function attentionWork({ caches, attentionHeads }: Architecture, { tensorParallel }: Layout): readonly AttentionWork[] {
  const heads = Math.max(1, attentionHeads / tensorParallel);
  const operations = new Map<number | undefined, number>();
  for (const cache of caches) {
    const dimensions = attendedDimensions(cache);
    const windowTokens = cache.kind === 'window' ? cache.windowTokens : undefined;
    operations.set(windowTokens, (operations.get(windowTokens) ?? 0) + 2 * heads * dimensions);
  }
  return [...operations].map(([windowTokens, operationsPerPair]) => ({ windowTokens, operationsPerPair }));
}

function attendedDimensions(cache: CacheLayer): number {
  switch (cache.kind) {
    case 'full':
    case 'window':
      return cache.keyDimension + cache.valueDimension;
    case 'latent':
      return latentDimensions;
    case 'index':
    case 'state':
    case 'cross':
      return 0;
    default:
      return cache satisfies never;
  }
}
