import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import { activeParameters } from '../../lib/architecture/parameters';
import { gpuPeaks } from '../../lib/catalogue/gpu-peaks';
import { gpuInstanceTypes } from '../../lib/catalogue/instance-types';
import { allMeasuredPoints, type MeasuredPoint } from '../../lib/catalogue/measured-throughput';
import { simulateClosedLoop } from '../../lib/simulation/closed-loop';
import { Random } from '../../lib/simulation/random';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';
import { type StepModel, stepsThroughPoints } from '../../lib/simulation/steps-through-points';
import { requestSeconds } from '../../lib/throughput/load';
import { benchmarkedModel } from '../../lib/throughput/measurements/benchmarked-models';

/** |simulated ÷ measured − 1| of one measured row. */
export interface RowErrors {
  readonly id: string;
  readonly perOutputToken: number;
  readonly requestsPerSecond: number;
}

/** Every row of the table whose engine was measured at several concurrencies with the same lengths. */
export function closedLoopErrors(): RowErrors[] {
  const groups = new Map<string, MeasuredPoint[]>();
  for (const point of allMeasuredPoints.filter(({ model }) => benchmarkedModel(model).notClosedLoop === undefined)) {
    const { model, gpu, precision, tensorParallel, dataParallel, expertParallel, engineVersion } = point;
    const engine = [model, gpu, precision, tensorParallel, dataParallel, expertParallel, engineVersion];
    const key = [...engine, point.inputTokens, point.outputTokens].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].filter(({ length }) => length > 1).flatMap(errorsOf);
}

function errorsOf(points: readonly MeasuredPoint[]): RowErrors[] {
  const [{ model, inputTokens, outputTokens, dataParallel }] = points as [MeasuredPoint];
  const ratio = benchmarkedModel(model).meanLengthRatio ?? 1;
  const [input, output] = [Math.round(inputTokens * ratio), Math.round(outputTokens * ratio)];
  const most = Math.max(...points.map(({ concurrency }) => concurrency));
  const steps = stepsThroughPoints(
    points,
    { inputTokens: input, outputTokens: output, prefillTokens: input },
    { secondsPerPromptToken: secondsPerPromptToken(points[0] as MeasuredPoint), secondsPerContextToken: 0 },
    most,
  );
  return points.map((point) => rowErrors(point, steps, input, output, 2 * (1 - ratio), dataParallel));
}

/** Requests for each one in flight; those of the first and of the last turn are not counted. */
const turns = 6;

function rowErrors(
  point: MeasuredPoint,
  { stepSeconds, overheadSeconds }: StepModel,
  input: number,
  output: number,
  spread: number,
  dataParallel: number,
): RowErrors {
  const { concurrency } = point;
  const requests = drawn(turns * concurrency, input, output, spread);
  const engine = {
    maxSequences: concurrency,
    maxBatchedTokens: 8192 * dataParallel,
    maxInFlight: concurrency,
    cacheBlocks: Number.MAX_SAFE_INTEGER,
  };
  const { firstTokenAt, finishedAt } = simulateClosedLoop(requests, {
    engine,
    stepSeconds,
    concurrency,
    betweenSeconds: overheadSeconds,
  });
  const { arrivalSeconds, outputTokens } = requests;
  const counted = Array.from({ length: (turns - 2) * concurrency }, (_, index) => concurrency + index);
  const mean = (of: (request: number) => number): number =>
    counted.reduce((sum, request) => sum + of(request), 0) / counted.length;
  const at = (column: ArrayLike<number>, request: number): number => column[request] as number;
  const perToken = mean(
    (request) => (at(finishedAt, request) - at(firstTokenAt, request)) / Math.max(1, at(outputTokens, request) - 1),
  );
  const whole = mean((request) => at(finishedAt, request) - at(arrivalSeconds, request)) + overheadSeconds;
  return {
    id: point.id,
    perOutputToken: Math.abs(perToken / point.timePerOutputTokenSeconds - 1),
    requestsPerSecond: Math.abs(requestSeconds(point, output) / whole - 1),
  };
}

/** Lengths evenly around their mean. @param spread from the shortest to the longest ÷ the mean */
function drawn(count: number, input: number, output: number, spread: number): Requests {
  const random = new Random(1);
  const requests = emptyRequests(count);
  for (let request = 0; request < count; request += 1) {
    requests.inputTokens[request] = Math.round(input * (1 + spread * (random.uniform() - 0.5)));
    requests.outputTokens[request] = Math.round(output * (1 + spread * (random.uniform() - 0.5)));
  }
  return requests;
}

/** Two operations a parameter at 0.7 of the peak; unknown peaks leave it to the points. */
function secondsPerPromptToken({ model, gpu, precision, tensorParallel, dataParallel }: MeasuredPoint): number {
  const type = gpuInstanceTypes.find((one) => one.gpu === gpu && gpuPeaks(gpu, one.gpuMemoryMiB) !== undefined);
  const peaks = type && gpuPeaks(gpu, type.gpuMemoryMiB)?.flopsPerSecond;
  const known = architectureOfId(model);
  const flops = peaks?.[precision as 'bf16'] ?? peaks?.bf16;
  return flops === undefined || known === undefined
    ? Number.POSITIVE_INFINITY
    : (2e9 * activeParameters(known.architecture).value) / (flops * tensorParallel * dataParallel * 0.7);
}
