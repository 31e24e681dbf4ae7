import { architectureOfId } from '../../architecture/architecture-of-id';
import { inFormat, type PublishedFormat } from '../../architecture/in-format';
import { type CacheSettings, kvCacheOnEachGpu } from '../../architecture/kv-cache-on-each-gpu';
import type { Layout } from '../../architecture/model/architecture';
import { weightsOnEachGpu } from '../../architecture/weights-on-each-gpu';
import { gpuPeaks } from '../../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { allMeasuredPoints, type MeasuredPoint } from '../../catalogue/measured-throughput';
import { type PublicPoint, publicPoints } from '../../catalogue/public-throughput';
import { vllm } from '../../engine/vllm';
import type { Load } from '../load';
import { type RooflineReplica, textbook } from '../roofline/roofline';
import { rooflineLatency } from '../roofline/roofline-latency';
import { type KvPrecision, rooflineReplica } from '../roofline/roofline-replica';
import { benchmarkedModel } from './benchmarked-models';
import { measuredAs } from './measured-as';

/** What was measured: a model in a format, on GPUs in a layout. */
export interface MeasuredEngine {
  /** As published by the source. */
  readonly model: string;
  /** The known model whose architecture it has. */
  readonly readFrom: string;
  readonly format: PublishedFormat;
  readonly kvPrecision: KvPrecision;
  readonly gpu: string;
  readonly gpuMemoryMiB: number;
  readonly layout: Required<Pick<Layout, 'tensorParallel' | 'dataParallel' | 'expertParallel'>>;
}

/** A measurement as the roofline is fitted to it. */
export interface Observation {
  readonly id: string;
  /** Points of one source share its methods. */
  readonly source: string;
  readonly engine: MeasuredEngine;
  readonly kind: 'dense' | 'mixture';
  readonly replica: RooflineReplica;
  /** As sent, not as stated in the table. */
  readonly load: Load;
  readonly timePerOutputTokenSeconds: number;
  /** Undefined where the source measured the queue of a synchronised start. */
  readonly timeToFirstTokenSeconds: number | undefined;
  readonly engineVersion: string | undefined;
  readonly measuredDate: string;
  /** Where it was read. */
  readonly cited: string;
}

/** Source of the table of one vendor's runs. */
export const siliconSample = 'silicon sample';

/** More in flight than an engine runs at once by default. @see vllm 0.33.0 engine/arg_utils.py, max_num_seqs */
const mostInFlight = 400;

/** Every measurement that a roofline can be judged by: a closed loop, every sequence in the KV cache. */
export const allObservations = (): Observation[] => [
  ...allMeasuredPoints.flatMap(observationsOf),
  ...publicPoints.flatMap(ofPublic),
];

const formats: Readonly<Record<string, PublishedFormat>> = { fp4: 'nvfp4', int4: 'int4', fp8: 'fp8', bf16: 'bf16' };

/** What a row of the silicon sample says of an engine; nothing where it is no closed loop, or exceeds the KV cache. */
export const observationsOf = (point: MeasuredPoint): Observation[] =>
  benchmarkedModel(point.model).notClosedLoop === undefined ? ofSilicon(point, measuredCache(point)) : [];

/** Format of the KV cache of the engine that was measured. */
const measuredCache = ({ model, gpu }: MeasuredPoint): KvPrecision =>
  benchmarkedModel(model).kvPrecision?.[gpu] ?? 'bf16';

function ofSilicon(point: MeasuredPoint, kvPrecision: KvPrecision): Observation[] {
  const { model, precision, tensorParallel, dataParallel, expertParallel, concurrency } = point;
  const { meanLengthRatio = 1 } = benchmarkedModel(model);
  return observation(
    {
      model,
      gpu: point.gpu,
      format: model.startsWith('openai/gpt-oss') ? 'mxfp4' : (formats[precision] ?? 'bf16'),
      kvPrecision,
      layout: { tensorParallel, dataParallel, expertParallel },
    },
    {
      ...measuredIn(point),
      source: siliconSample,
      cited: `ai-dynamo/aiconfigurator silicon_sample.csv, commit 095f58a5, row ${point.id}`,
      load: {
        concurrency,
        inputTokens: point.inputTokens * meanLengthRatio,
        outputTokens: point.outputTokens * meanLengthRatio,
      },
    },
  );
}

/** Mean length of a request ÷ the length that a source states, where it draws lengths between 0.8 and 1 of that. */
const meanLengthRatios: Readonly<Record<string, number>> = { 'inferencex-export': 0.9 };

function ofPublic(point: PublicPoint): Observation[] {
  const { tensorParallel, expertParallel, concurrency } = point;
  const { [point.sourceId]: ratio = 1 } = meanLengthRatios;
  return observation(
    {
      model: point.model,
      gpu: point.gpu,
      memoryGB: point.gpuMemoryGB,
      format: point.weightFormat as PublishedFormat,
      kvPrecision: point.kvPrecision ?? 'bf16',
      layout: { tensorParallel, dataParallel: 1, expertParallel },
    },
    {
      ...measuredIn(point),
      source: point.sourceId,
      cited: point.source,
      load: { inputTokens: point.inputTokens * ratio, outputTokens: point.outputTokens * ratio, concurrency },
    },
  );
}

const measuredIn = (
  point: MeasuredPoint | PublicPoint,
): Pick<
  Observation,
  'id' | 'timePerOutputTokenSeconds' | 'timeToFirstTokenSeconds' | 'engineVersion' | 'measuredDate'
> => ({
  id: point.id,
  timePerOutputTokenSeconds: point.timePerOutputTokenSeconds,
  timeToFirstTokenSeconds: point.timeToFirstTokenSeconds,
  engineVersion: point.engineVersion,
  measuredDate: point.measuredDate,
});

type Asked = Omit<MeasuredEngine, 'readFrom' | 'gpuMemoryMiB'> & { readonly memoryGB?: number };

function observation(
  { memoryGB, ...asked }: Asked,
  measured: Omit<Observation, 'engine' | 'kind' | 'replica'>,
): Observation[] {
  const type = typeWith(asked.gpu, memoryGB);
  const engine = type === undefined ? undefined : engineOf(asked, type);
  const { load } = measured;
  return engine === undefined ||
    load.concurrency > mostInFlight ||
    !fitsCache(engine, load) ||
    !isPossible(engine, measured)
    ? []
    : [{ ...measured, ...engine.compared }];
}

/** Tokens that come faster than every GPU at its peak could make them are of fewer requests than the source states. */
const isPossible = (
  { compared: { replica } }: KnownEngine,
  { load, timePerOutputTokenSeconds }: Pick<Observation, 'load' | 'timePerOutputTokenSeconds'>,
): boolean => rooflineLatency(replica, textbook, load).timePerOutputTokenSeconds <= timePerOutputTokenSeconds;

/** Nominal memory is in 10⁹ bytes, and drivers report less; variants of a GPU differ by half. */
const sameMemory = (memoryMiB: number, memoryGB: number): boolean =>
  Math.abs((memoryMiB * 2 ** 20) / (memoryGB * 1e9) - 1) < 0.2;

/** An instance type with that GPU, in the variant whose peaks are known. */
export const typeWith = (name: string, memoryGB?: number): GpuInstanceType | undefined =>
  gpuInstanceTypes.find(
    ({ gpu, gpuMemoryMiB }) =>
      gpu === name &&
      gpuPeaks(gpu, gpuMemoryMiB) !== undefined &&
      (memoryGB === undefined || sameMemory(gpuMemoryMiB, memoryGB)),
  );

const bytesPerGiB = 2 ** 30;

/** Memory of one GPU besides weights and cache, at the high end of what engines log, so that no point beyond the cache is kept. */
const overheadGiB = 4;

/** An engine that was measured at several loads. */
interface KnownEngine {
  readonly compared: Pick<Observation, 'engine' | 'kind' | 'replica'>;
  readonly cacheBytes: number;
  readonly bytesPerToken: number;
  readonly bytesPerSequence: number;
}

/** Engines are few and points many. */
const engines = new Map<string, KnownEngine | undefined>();

function engineOf(asked: Omit<Asked, 'memoryGB'>, type: GpuInstanceType): KnownEngine | undefined {
  const key = JSON.stringify([asked, type.gpuMemoryMiB]);
  if (!engines.has(key)) {
    engines.set(key, readEngine(asked, type));
  }
  return engines.get(key);
}

function readEngine(asked: Omit<Asked, 'memoryGB'>, type: GpuInstanceType): KnownEngine | undefined {
  const found = architectureOfId(asked.model);
  const { layout, kvPrecision, format } = asked;
  const architecture = found === undefined ? undefined : inFormat(found.architecture, format);
  const replica = architecture && rooflineReplica({ architecture }, layout, kvPrecision, type);
  if (found === undefined || architecture === undefined || replica === undefined) {
    return undefined;
  }
  const settings: CacheSettings = { format: kvPrecision, maxBatchedTokens: 8192, maxSequenceTokens: 131072 };
  const cache = kvCacheOnEachGpu(architecture, layout, settings);
  const usableGiB = (type.gpuMemoryMiB / 1024) * vllm.gpuMemoryUtilizationRatio - overheadGiB;
  return {
    compared: {
      engine: { ...asked, readFrom: measuredAs(found.architecture) ?? found.readFrom, gpuMemoryMiB: type.gpuMemoryMiB },
      kind: architecture.experts === undefined ? 'dense' : 'mixture',
      replica,
    },
    cacheBytes: (usableGiB - weightsOnEachGpu(architecture, layout).value) * bytesPerGiB,
    bytesPerToken: cache.bytesPerToken.value,
    bytesPerSequence: cache.bytesPerSequence.value,
  };
}

/** Beyond the KV cache requests queue, and no plan goes there. */
function fitsCache(engine: KnownEngine, { concurrency, inputTokens, outputTokens }: Load): boolean {
  const sequences = concurrency / engine.compared.engine.layout.dataParallel;
  const bytes = engine.bytesPerToken * (inputTokens + outputTokens) + engine.bytesPerSequence;
  return sequences * bytes <= engine.cacheBytes;
}
