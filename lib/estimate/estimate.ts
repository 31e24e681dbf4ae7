import { inFormat } from '../architecture/in-format';
import { activeParameters, totalParameters } from '../architecture/parameters';
import type { GpuInstanceType } from '../catalogue/instance-types';
import type { FormatOnGpu } from '../engine/gpu-formats';
import { derived, type Figure, show } from '../figures/figure';
import { type AskedEngine, askedEngineOf } from '../throughput/asked-engine';
import { correctionOf } from '../throughput/corrected-latency';
import { layoutName } from '../throughput/layout-name';
import type { Residual } from '../throughput/likeness/residual-table';
import type { Load } from '../throughput/load';
import { replicaThroughput } from '../throughput/replica-throughput';
import { gpuLabel } from './asked-gpu';
import { weightsOn } from './format-faults';
import { type ReplicaMemory, replicaMemory, type ServedModel } from './replica-memory';

/** What is asked of one replica. */
export interface Question extends ServedModel {
  /** As asked. */
  readonly model: string;
  /** Known model whose `config.json` was read; undefined for a file. */
  readonly readFrom: string | undefined;
  readonly type: GpuInstanceType;
  readonly load: Load;
}

/** A measured point near the question. */
export type NearPoint = Pick<
  Residual,
  | 'id'
  | 'source'
  | 'model'
  | 'format'
  | 'gpu'
  | 'layout'
  | 'engineVersion'
  | 'inputTokens'
  | 'outputTokens'
  | 'concurrency'
  | 'timeToFirstTokenSeconds'
  | 'timePerOutputTokenSeconds'
>;

/** A figure with the measured points that it leans on. */
export type EstimatedFigure = Omit<Figure, 'from'> & { readonly nearest: readonly NearPoint[] };

/** What one replica needs and does. */
export interface Estimate {
  readonly model: string;
  readonly readFrom: string | undefined;
  readonly precision: string;
  /** What the GPU makes of this format; undefined where this project does not know it. */
  readonly weightsOnGpu: FormatOnGpu | undefined;
  readonly kvPrecision: string;
  readonly gpu: string;
  readonly gpus: number;
  readonly layout: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests that clients keep in flight; those that do not run wait. */
  readonly concurrency: number;
  readonly runningRequests: number;
  readonly parametersBillion: Figure;
  readonly activeParametersBillion: Figure;
  readonly memory: Omit<ReplicaMemory, 'concurrency'>;
  readonly concurrencyThatFits: Figure;
  readonly timeToFirstTokenSeconds: EstimatedFigure;
  readonly timePerOutputTokenSeconds: EstimatedFigure;
  readonly requestsPerSecond: EstimatedFigure;
  readonly outputTokensPerSecond: EstimatedFigure;
}

/** Requests that an engine runs at once without a flag. @see vllm 0.33.0 engine/arg_utils.py, get_batch_defaults */
const mostRunning = ({ gpu, gpuMemoryMiB }: GpuInstanceType): number =>
  gpuMemoryMiB / 1024 >= 70 && !gpu.startsWith('A100') ? 1024 : 256;

const shownPoints = 5;

export function estimate(question: Question): Estimate | undefined {
  const { architecture, format, layout, kvPrecision, type, load } = question;
  const { inputTokens, outputTokens, concurrency } = load;
  const { concurrency: fits, ...memory } = replicaMemory(question, type, inputTokens + outputTokens);
  const engine = askedEngineOf(
    {
      network: { architecture },
      format,
      readFrom: question.readFrom,
      layout,
      kvPrecision,
      sizes: [activeParameters(architecture)],
    },
    type,
  );
  if (engine === undefined || fits.value < 1) {
    return undefined;
  }
  const { tensorParallel, dataParallel = 1 } = layout;
  const running = Math.min(concurrency, fits.value, mostRunning(type) * dataParallel);
  const served = inFormat(architecture, format);
  return {
    model: question.model,
    readFrom: question.readFrom,
    precision: format,
    weightsOnGpu: weightsOn(question, type),
    kvPrecision,
    gpu: gpuLabel(type),
    gpus: tensorParallel * dataParallel,
    layout: layoutName(layout),
    inputTokens,
    outputTokens,
    concurrency,
    runningRequests: running,
    parametersBillion: totalParameters(served),
    activeParametersBillion: activeParameters(served),
    memory,
    concurrencyThatFits: fits,
    ...speeds(engine, load, running),
  };
}

type Speeds = Pick<
  Estimate,
  'timeToFirstTokenSeconds' | 'timePerOutputTokenSeconds' | 'requestsPerSecond' | 'outputTokensPerSecond'
>;

/** Clients beyond the running requests wait before their first token; the rate is that of the running ones. */
function speeds(engine: AskedEngine, load: Load, running: number): Speeds {
  const { concurrency, outputTokens } = load;
  const served: Load = { ...load, concurrency: running };
  const { timeToFirstTokenSeconds: first, ...expected } = replicaThroughput(engine, served);
  const rate = expected.requestsPerSecond;
  const nearest = correctionOf(engine, served, 'perOutputToken').nearest.slice(0, shownPoints).map(nearPoint);
  const waiting = concurrency - running;
  /** The slow end of the wait goes with the low end of the rate. */
  const firstToken = (of: 'value' | 'low' | 'high', rateOf: 'value' | 'low' | 'high'): number =>
    (first[of] ?? first.value) + waiting / (rate[rateOf] ?? rate.value);
  const range = first.low === undefined ? {} : { low: firstToken('low', 'high'), high: firstToken('high', 'low') };
  return {
    timeToFirstTokenSeconds: {
      ...(waiting > 0
        ? derived(
            firstToken('value', 'value'),
            's',
            `${first.source}; and ${waiting} requests wait at ${show(rate.value)} requests/s`,
            range,
          )
        : withoutInputs(first)),
      nearest: nearest.filter((point) => point.timeToFirstTokenSeconds !== undefined),
    },
    timePerOutputTokenSeconds: { ...withoutInputs(expected.timePerOutputTokenSeconds), nearest },
    requestsPerSecond: { ...withoutInputs(rate), nearest },
    outputTokensPerSecond: {
      ...derived(
        outputTokens * rate.value,
        'tokens/s',
        `requests/s × ${show(outputTokens)} output tokens`,
        rate.low === undefined || rate.high === undefined
          ? {}
          : { low: outputTokens * rate.low, high: outputTokens * rate.high },
      ),
      nearest,
    },
  };
}

const withoutInputs = ({ from: _, ...figure }: Figure): Omit<Figure, 'from'> => figure;

const nearPoint = (residual: Residual): NearPoint => {
  const { readFrom: _r, kind: _k, perOutputToken: _p, firstToken: _f, ...point } = residual;
  return point;
};
