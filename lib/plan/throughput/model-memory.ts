import { adaptersOnEachGpu } from '../../architecture/adapters';
import { type CacheSettings, kvCacheOnEachGpu } from '../../architecture/kv-cache-on-each-gpu';
import type { Architecture, Layout } from '../../architecture/model/architecture';
import { checkpointFiles, weightsOnEachGpu } from '../../architecture/weights-on-each-gpu';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { bytesPerValue, bytesPerWeight } from '../../catalogue/precision';
import { layoutOf } from '../../contract/replica-layout';
import type { LoraAdapter } from '../../engine/engine-settings';
import { reservedRank } from '../../engine/setting-flags';
import { sum } from '../../figures/arithmetic';
import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import type { DeclaredMemory } from '../../fleet/schema/declared-memory-schema';
import { maxBatchedTokens } from './engine-overhead';
import { gpusFigure } from './layout-figure';

/** What a model takes of the memory of one replica. */
export interface ModelMemory {
  /** On all GPUs together. */
  readonly weightsGiB: Figure;
  /** The files of the checkpoint, which are stored and downloaded: nothing in them is copied, padded or left out. */
  readonly checkpointGiB: Figure;
  /** On all GPUs of one copy of the attention, as everything that follows. */
  readonly kvBytesPerToken: Figure;
  /** Constant for a sequence, however long: windows and recurrent states. Absent where there is none. */
  readonly kvBytesPerSequence?: Figure;
  /** Once for each copy, whatever the number of sequences: tokens that a batch in flight has not yet moved out of a window. */
  readonly kvReserveBytes?: Figure;
}

export const bytesPerGiB = 2 ** 30;

type ReadModel = Extract<Model, { readonly architecture: Architecture }>;
type StatedModel = Exclude<Model, ReadModel>;

/** From the `config.json` where one is named, and else from the sizes that the fleet file states. */
export const modelMemory = (model: Model, maxSequenceTokens: number, type: GpuInstanceType): ModelMemory =>
  model.memory !== undefined
    ? declaredMemory(model, model.memory)
    : model.architecture === undefined
      ? { weightsGiB: statedWeights(model), checkpointGiB: statedWeights(model), kvBytesPerToken: statedKvBytes(model) }
      : readMemory(model, maxSequenceTokens, type);

function statedWeights({ parametersBillion, precision }: StatedModel): Figure {
  return derived(
    (parametersBillion * 1e9 * bytesPerWeight[precision]) / bytesPerGiB,
    'GiB',
    `${parametersBillion} × 10⁹ parameters × ${bytesPerWeight[precision]} byte (${precision})`,
    { from: [stated(parametersBillion, '10⁹ parameters', 'models[].parametersBillion')] },
  );
}

/** Where there are fewer heads than GPUs, every GPU keeps a whole one. */
function statedKvBytes({ layers, kvHeads, headDimension, kvPrecision, tensorParallel }: StatedModel): Figure {
  const bytes = bytesPerValue[kvPrecision];
  const kept = Math.max(kvHeads, tensorParallel);
  const copied = kept > kvHeads ? `, copied to ${kept}, one on each of ${tensorParallel} GPUs` : '';
  return derived(
    2 * layers * kept * headDimension * bytes,
    'bytes/token',
    `2 (K and V) × ${layers} layers × ${kvHeads} KV heads${copied} × ${headDimension} × ${bytes} bytes (${kvPrecision})`,
    {
      from: [
        stated(layers, 'layers', 'models[].layers or its config'),
        stated(kvHeads, 'heads', 'models[].kvHeads or its config'),
        stated(headDimension, 'dimensions', 'models[].headDimension or its config'),
      ],
    },
  );
}

function readMemory(model: ReadModel, maxSequenceTokens: number, type: GpuInstanceType): ModelMemory {
  const { parametersBillion, kvPrecision, engine } = model;
  const architecture = engine.languageModelOnly ? withoutTowers(model.architecture) : model.architecture;
  const layout = layoutOf(model);
  const settings: CacheSettings = {
    format: kvPrecision,
    maxBatchedTokens: maxBatchedTokens(model, type).value,
    maxSequenceTokens,
  };
  const cache = kvCacheOnEachGpu(architecture, layout, settings);
  const onAll = (onEach: Figure): Figure => onAllGpus(onEach, model);
  const onCopy = (onEach: Figure): Figure => onGpusOfCopy(onEach, model);
  return {
    weightsGiB: sum('GiB', [
      onAll(weightsOnEachGpu(architecture, layout, { parametersBillion, computeCapability: type.computeCapability })),
      ...adapterMemory(engine.loraAdapters, architecture, layout).map(onAll),
    ]),
    checkpointGiB: checkpointFiles(architecture, { parametersBillion }),
    kvBytesPerToken: onCopy(cache.bytesPerToken),
    ...(cache.bytesPerSequence.value > 0 && { kvBytesPerSequence: onCopy(cache.bytesPerSequence) }),
    ...(cache.batchReserveBytes.value > 0 && { kvReserveBytes: onCopy(cache.batchReserveBytes) }),
  };
}

/** The engine loads no tower where it is told to serve text alone. */
export const withoutTowers = (architecture: Architecture): Architecture => ({
  ...architecture,
  tensors: architecture.tensors.filter(({ place }) => place !== 'tower'),
});

const adapterMemory = (adapters: readonly LoraAdapter[], architecture: Architecture, layout: Layout): Figure[] =>
  adapters.length === 0
    ? []
    : [adaptersOnEachGpu(architecture, layout, { count: adapters.length, rank: reservedRank(adapters) })];

/** What the owner declares is assumed until the engines have logged it. */
function declaredMemory(model: Model, memory: DeclaredMemory): ModelMemory {
  const declared = (value: number, unit: string, field: string): Figure =>
    assumed(value, unit, `declared by ${memory.owner}, models[].memory.${field}`);
  const weightsGiB = onAllGpus(declared(memory.weightsGiBPerGpu, 'GiB', 'weightsGiBPerGpu'), model);
  const onCopy = (...of: Parameters<typeof declared>): Figure => onGpusOfCopy(declared(...of), model);
  const perSequence = memory.bytesPerSequencePerGpu;
  return {
    weightsGiB,
    checkpointGiB: weightsGiB,
    kvBytesPerToken: onCopy(memory.kvBytesPerTokenPerGpu, 'bytes/token', 'kvBytesPerTokenPerGpu'),
    ...(perSequence > 0 && { kvBytesPerSequence: onCopy(perSequence, 'bytes/sequence', 'bytesPerSequencePerGpu') }),
  };
}

const onAllGpus = (onEach: Figure, model: Model): Figure => onGpus(onEach, gpusFigure(model));

/** A sequence lies on the GPUs of one copy of the attention. */
const onGpusOfCopy = (onEach: Figure, { dataParallel: _copies, ...model }: Model): Figure =>
  onGpus(onEach, gpusFigure(model));

const onGpus = (onEach: Figure, gpus: Figure): Figure =>
  derived(
    onEach.value * gpus.value,
    onEach.unit,
    `${gpus.value} GPUs × ${show(onEach.value)} ${onEach.unit} on each: ${onEach.source}`,
    { from: [gpus, onEach] },
  );
