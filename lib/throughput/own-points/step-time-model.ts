import { Matrix, solve } from 'ml-matrix';
import { type Latency, type Lengths, type Load, requestSeconds } from '../load';

/** A measurement of one engine: its load as it was sent, and its times. */
export type TimedLoad = Load & Latency;

/** Latency of one replica as a function of its load. */
export type StepTimeModel = (load: Load) => Latency;

/**
 * A decode step reads the weights once (constant) and the KV cache of every running sequence (its mean context), and
 * shares the GPU with the prompts that arrive meanwhile (prompt tokens per generated token).
 */
const perOutputTokenTerms = ({
  inputTokens,
  outputTokens,
  concurrency,
  prefillTokens = inputTokens,
}: Load): number[] => [1, concurrency * (inputTokens + outputTokens / 2), (concurrency * prefillTokens) / outputTokens];

/** A first token waits for its own prompt and, the fuller the replica, for others'. */
const firstTokenTerms = ({ inputTokens, concurrency, prefillTokens = inputTokens }: Load): number[] => [
  1,
  prefillTokens,
  concurrency * prefillTokens,
];

/** Distinct (input, output) lengths among the points; three are needed to tell the terms apart when one is held out. */
export function lengthsOf(points: readonly Lengths[]): [number, number][] {
  const keys = new Set(points.map(({ inputTokens, outputTokens }) => `${inputTokens} ${outputTokens}`));
  return [...keys].map((key) => key.split(' ').map(Number) as [number, number]);
}

/** Fits both latencies to measured points of one engine, by least squares on relative error. */
export function fitStepTimeModel(points: readonly TimedLoad[]): StepTimeModel {
  const perOutputToken = leastSquares(points, perOutputTokenTerms, (point) => point.timePerOutputTokenSeconds);
  const firstToken = leastSquares(points, firstTokenTerms, (point) => point.timeToFirstTokenSeconds);
  return (load) => ({
    timeToFirstTokenSeconds: firstToken(load),
    timePerOutputTokenSeconds: perOutputToken(load),
  });
}

function leastSquares(
  points: readonly TimedLoad[],
  terms: (load: Load) => number[],
  observed: (point: TimedLoad) => number,
): (load: Load) => number {
  const rows = points.map((point) => terms(point).map((term) => term / observed(point)));
  const coefficients = solve(new Matrix(rows), Matrix.columnVector(points.map(() => 1)), true).to1DArray();
  return (load) => terms(load).reduce((sum, term, index) => sum + term * (coefficients[index] ?? 0), 0);
}

/**
 * How far the model may be off at these lengths: its largest error on request time over the measured lengths nearest to
 * them when those are held out of the fit, or over all points when nothing is, whichever is larger. Ratio.
 */
export function errorRatio(points: readonly TimedLoad[], lengths: Lengths): number {
  const distance = ([input, output]: [number, number]): number =>
    Math.hypot(Math.log(input / lengths.inputTokens), Math.log(output / lengths.outputTokens));
  const [nearest] = lengthsOf(points).sort((a, b) => distance(a) - distance(b));
  const isNearest = (point: Lengths): boolean =>
    point.inputTokens === nearest?.[0] && point.outputTokens === nearest[1];
  const heldOut = fitStepTimeModel(points.filter((point) => !isNearest(point)));
  return Math.max(largestError(heldOut, points.filter(isNearest)), largestError(fitStepTimeModel(points), points));
}

const largestError = (model: StepTimeModel, points: readonly TimedLoad[]): number =>
  Math.max(
    ...points.map((point) =>
      Math.abs(requestSeconds(model(point), point.outputTokens) / requestSeconds(point, point.outputTokens) - 1),
    ),
  );
