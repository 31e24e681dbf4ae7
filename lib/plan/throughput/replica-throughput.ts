import type { GpuInstanceType } from '../../catalogue/instance-types';
import { type MeasuredPoint, measuredPoints, measuredThroughputProvenance } from '../../catalogue/measured-throughput';
import { derived, type Figure, measured, show } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import { measuredId } from './measured-id';
import { preferOwnPoints } from './own-points';
import { prefixReuse } from './prefix-reuse';
import type { ReplicaThroughput } from './replica-load';
import { rooflineThroughput } from './roofline-throughput';
import { errorRatio, fitStepTimeModel, type Load, lengthsOf, requestSeconds } from './step-time-model';

/** Lengths of a fit: with fewer the terms of the model cannot be told apart. */
const minLengths = 3;

/**
 * Throughput of one replica at several concurrencies, lowest first: measured in the fleet's own traffic where it reached,
 * and expected elsewhere. Empty where no throughput can be expected.
 */
export const replicaThroughput = (
  model: Model,
  workload: Workload,
  type: GpuInstanceType,
): readonly ReplicaThroughput[] =>
  preferOwnPoints(expectedThroughput(model, workload, type), model.measured?.throughput[type.name] ?? [], workload);

/**
 * The same without the fleet's own traffic: the measurement itself where the workload's lengths were measured, a fit through the engine's own points where it was measured at other lengths, and a roofline fitted to
 * other engines where it was not. Empty where the roofline does not apply, see `rooflineThroughput`.
 */
export function expectedThroughput(model: Model, workload: Workload, type: GpuInstanceType): ReplicaThroughput[] {
  const measuredAs = measuredId(model);
  const { precision, tensorParallel, dataParallel = 1, expertParallel = false } = model;
  const points =
    measuredAs === undefined
      ? []
      : measuredPoints({
          model: measuredAs,
          gpu: type.gpu,
          precision,
          tensorParallel,
          dataParallel,
          expertParallel,
        });
  const { meanInputTokens: inputTokens, meanOutputTokens: outputTokens } = workload.demand;
  const reuse = prefixReuse(workload).value;
  const lengths = { inputTokens, outputTokens, ...(reuse > 0 && { prefillTokens: inputTokens * (1 - reuse) }) };
  const exact = points.filter((point) => point.inputTokens === inputTokens && point.outputTokens === outputTokens);
  if (reuse === 0 && exact.length > 0) {
    return exact.map(fromMeasurement).sort(byConcurrency);
  }
  if (lengthsOf(points).length < minLengths) {
    return rooflineThroughput(model, lengths, type);
  }
  const concurrencies = [...new Set(points.map(({ concurrency }) => concurrency))];
  const loads = concurrencies.map((concurrency) => ({ ...lengths, concurrency }));
  return isTrustworthy(points, lengths, loads)
    ? loads.map((load) => fromFit(points, load)).sort(byConcurrency)
    : rooflineThroughput(model, lengths, type);
}

/** With a larger error the range would begin at zero, so the fit is not used. */
const maxErrorRatio = 0.5;

/** How many times shorter or longer than any measured length a workload may be. */
const maxExtrapolation = 10;

/** Whether a fit may answer for a workload of these lengths: near the points, close to them, and with times that exist. */
function isTrustworthy(points: readonly MeasuredPoint[], lengths: Lengths, loads: readonly Load[]): boolean {
  const isNear = (key: keyof Lengths): boolean => {
    const measuredLengths = points.map((point) => point[key]);
    const [shortest, longest] = [Math.min(...measuredLengths), Math.max(...measuredLengths)];
    return lengths[key] >= shortest / maxExtrapolation && lengths[key] <= longest * maxExtrapolation;
  };
  const model = fitStepTimeModel(points);
  const isPossible = (load: Load): boolean => {
    const { timeToFirstTokenSeconds, timePerOutputTokenSeconds } = model(load);
    return timeToFirstTokenSeconds > 0 && timePerOutputTokenSeconds > 0;
  };
  return (
    isNear('inputTokens') &&
    isNear('outputTokens') &&
    loads.every(isPossible) &&
    errorRatio(points, lengths) < maxErrorRatio
  );
}

type Lengths = Pick<Load, 'inputTokens' | 'outputTokens'>;

const byConcurrency = (a: ReplicaThroughput, b: ReplicaThroughput): number => a.concurrency - b.concurrency;

function fromMeasurement(point: MeasuredPoint): ReplicaThroughput {
  const timeToFirstTokenSeconds = cite(point, 'timeToFirstTokenSeconds');
  const timePerOutputTokenSeconds = cite(point, 'timePerOutputTokenSeconds');
  return {
    concurrency: point.concurrency,
    timeToFirstTokenSeconds,
    timePerOutputTokenSeconds,
    requestsPerSecond: {
      ...timeToFirstTokenSeconds,
      value: point.concurrency / requestSeconds(point, point.outputTokens),
      unit: 'requests/s',
      source: `${timeToFirstTokenSeconds.source}: ${point.concurrency} in flight ÷ the measured request time (Little's law)`,
    },
  };
}

function fromFit(points: readonly MeasuredPoint[], load: Load): ReplicaThroughput {
  const latency = fitStepTimeModel(points)(load);
  const error = errorRatio(points, load);
  const source = `fit through ${points.length} measured points of ${describe(points)}; range ± ${show(error * 100)} %, the fit's error at the nearest measured lengths`;
  const fitted = (quantity: Latencies): Figure =>
    derived(latency[quantity], 's', source, {
      low: latency[quantity] * (1 - error),
      high: latency[quantity] * (1 + error),
      from: points.filter(({ concurrency }) => concurrency === load.concurrency).map((point) => cite(point, quantity)),
    });
  const timeToFirstTokenSeconds = fitted('timeToFirstTokenSeconds');
  const timePerOutputTokenSeconds = fitted('timePerOutputTokenSeconds');
  const seconds = requestSeconds(latency, load.outputTokens);
  const requestsPerSecond = load.concurrency / seconds;
  return {
    concurrency: load.concurrency,
    timeToFirstTokenSeconds,
    timePerOutputTokenSeconds,
    requestsPerSecond: derived(
      requestsPerSecond,
      'requests/s',
      `${load.concurrency} in flight ÷ ${show(seconds)} s a request (Little's law)`,
      {
        low: requestsPerSecond / (1 + error),
        high: requestsPerSecond / (1 - error),
        from: [timeToFirstTokenSeconds, timePerOutputTokenSeconds],
      },
    ),
  };
}

type Latencies = 'timeToFirstTokenSeconds' | 'timePerOutputTokenSeconds';

const cite = (point: MeasuredPoint, quantity: Latencies): Figure =>
  measured(point[quantity], 's', {
    source: `${measuredThroughputProvenance.source}, row ${point.id}`,
    date: point.measuredDate,
  });

function describe(points: readonly MeasuredPoint[]): string {
  const [first] = points;
  const lengths = lengthsOf(points).map(([input, output]) => `${input}/${output}`);
  const dates = points.map(({ measuredDate }) => measuredDate).sort();
  return `${first?.model} ${first?.precision} on ${first?.gpu}, tensor parallel ${first?.tensorParallel}, at ${lengths.join(', ')} tokens (${measuredThroughputProvenance.source}; ${dates[0]} to ${dates.at(-1)})`;
}
