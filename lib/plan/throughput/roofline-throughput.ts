import { type GpuPeaks, gpuPeaks } from '../../catalogue/gpu-peaks';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import type { Provenance } from '../../catalogue/provenance';
import { assumed, derived, type Figure, published, show, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import fit from './data/roofline.json';
import { notDense } from './not-dense';
import { parametersFigure } from './parameters-figure';
import type { ReplicaThroughput } from './replica-load';
import { type RooflineReplica, rooflineLatency } from './roofline';
import { outsideDomain } from './roofline-domain';
import { rooflineReplica } from './roofline-replica';
import { type Load, requestSeconds } from './step-time-model';

/** Enough to find where the objectives end; the memory fit bounds it too. */
const concurrencies = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Factor on the spread, as a logarithm, outside the measured domain: a published model of this kind (BLIS) is off by
 * 13 to 16 % on GPUs that it never saw, and by 7 % otherwise.
 */
const outsideFactor = 2;

/** Throughput by the fitted roofline; empty where the GPU's peaks are unknown or the model is not a dense one, see `notDense`. */
export function rooflineThroughput(
  model: Model,
  lengths: Omit<Load, 'concurrency'>,
  type: GpuInstanceType,
): ReplicaThroughput[] {
  const { kvHeads, headDimension } = model;
  const replica =
    kvHeads === undefined || headDimension === undefined || notDense(model).length > 0
      ? undefined
      : rooflineReplica(
          {
            ...model,
            kvHeads,
            headDimension,
            ...(model.memory && { activeParametersBillion: model.memory.activeParametersBillion }),
          },
          type,
        );
  return replica === undefined
    ? []
    : concurrencies.map((concurrency) => predict(model, replica, { ...lengths, concurrency }, type));
}

function predict(model: Model, replica: RooflineReplica, load: Load, type: GpuInstanceType): ReplicaThroughput {
  const { gpu } = type;
  const latency = rooflineLatency(replica, fit.coefficients, load);
  const outside = [
    ...outsideDomain({ ...model, gpu, load }),
    ...(model.memory === undefined ? [] : ['the architecture is unknown, and its memory declared']),
  ];
  const factor = outside.length === 0 ? 1 : outsideFactor;
  const where = outside.length === 0 ? '' : `; outside the measured domain: ${outside.join(', ')}`;
  const { provenance } = gpuPeaks(gpu, type.gpuMemoryMiB) as GpuPeaks;
  const from = inputs(model, replica, provenance);
  const seconds = (value: number, spread: number): Figure => {
    const [low, high] = [value / Math.exp(spread * factor), value * Math.exp(spread * factor)];
    return derived(
      value,
      's',
      `roofline of ${gpu}, ${fit.provenance.source}; range ÷ and × ${show(Math.exp(spread * factor))}, the error on engines that were held out${factor === 1 ? '' : ', squared'}${where}`,
      { low, high, from },
    );
  };
  const timeToFirstTokenSeconds = seconds(latency.timeToFirstTokenSeconds, fit.spread.firstToken);
  const timePerOutputTokenSeconds = seconds(latency.timePerOutputTokenSeconds, fit.spread.perOutputToken);
  const rate = (end: 'value' | 'low' | 'high'): number =>
    load.concurrency /
    requestSeconds(
      {
        timeToFirstTokenSeconds: timeToFirstTokenSeconds[end] as number,
        timePerOutputTokenSeconds: timePerOutputTokenSeconds[end] as number,
      },
      load.outputTokens,
    );
  return {
    concurrency: load.concurrency,
    timeToFirstTokenSeconds,
    timePerOutputTokenSeconds,
    requestsPerSecond: derived(
      rate('value'),
      'requests/s',
      `${load.concurrency} in flight ÷ ${show(load.concurrency / rate('value'))} s a request (Little's law)${where}`,
      { low: rate('high'), high: rate('low'), from: [timeToFirstTokenSeconds, timePerOutputTokenSeconds] },
    ),
  };
}

const inputs = (model: Model, replica: RooflineReplica, peaks: Provenance): Figure[] => [
  published(replica.memoryBytesPerSecond, 'bytes/s', peaks),
  published(replica.flopsPerSecond, 'FLOP/s', peaks),
  published(replica.interconnectBytesPerSecond, 'bytes/s', peaks),
  parametersFigure(model),
  stated(model.layers, 'layers', 'models[].layers or its config'),
  stated(model.tensorParallel, 'GPUs', 'models[].tensorParallel'),
  assumed(
    fit.coefficients.weightReadEfficiency,
    'ratio',
    'share of the memory bandwidth at which weights are read; the other coefficients are fitted',
  ),
];
