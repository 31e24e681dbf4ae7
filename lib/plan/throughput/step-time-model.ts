import { Matrix, solve } from 'ml-matrix';
import type { MeasuredPoint } from '../../catalogue/measured-throughput';

/** The load on one replica: `concurrency` requests of this length always in flight. */
export interface Load {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  /** Prompt tokens that are computed, the rest being in the prefix cache. All of them where it is not said. */
  readonly prefillTokens?: number;
}

export interface Latency {
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

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
export function lengthsOf(points: readonly MeasuredPoint[]): [number, number][] {
  const keys = new Set(points.map(({ inputTokens, outputTokens }) => `${inputTokens} ${outputTokens}`));
  return [...keys].map((key) => key.split(' ').map(Number) as [number, number]);
}

/** Fits both latencies to measured points of one engine, by least squares on relative error. */
export function fitStepTimeModel(points: readonly MeasuredPoint[]): StepTimeModel {
  const perOutputToken = leastSquares(points, perOutputTokenTerms, (point) => point.timePerOutputTokenSeconds);
  const firstToken = leastSquares(points, firstTokenTerms, (point) => point.timeToFirstTokenSeconds);
  return (load) => ({
    timeToFirstTokenSeconds: firstToken(load),
    timePerOutputTokenSeconds: perOutputToken(load),
  });
}

function leastSquares(
  points: readonly MeasuredPoint[],
  terms: (load: Load) => number[],
  observed: (point: MeasuredPoint) => number,
): (load: Load) => number {
  const rows = points.map((point) => terms(point).map((term) => term / observed(point)));
  const coefficients = solve(new Matrix(rows), Matrix.columnVector(points.map(() => 1)), true).to1DArray();
  return (load) => terms(load).reduce((sum, term, index) => sum + term * (coefficients[index] ?? 0), 0);
}

/** Seconds from a request's arrival to its last token. */
export const requestSeconds = (latency: Latency, outputTokens: number): number =>
  latency.timeToFirstTokenSeconds + Math.max(0, outputTokens - 1) * latency.timePerOutputTokenSeconds;

/**
 * How far the model may be off at `load`: its largest error on request time over the measured lengths nearest to the
 * load when those are held out of the fit, or over all points when nothing is, whichever is larger. Ratio.
 */
export function errorRatio(points: readonly MeasuredPoint[], load: Pick<Load, 'inputTokens' | 'outputTokens'>): number {
  const distance = ([input, output]: [number, number]): number =>
    Math.hypot(Math.log(input / load.inputTokens), Math.log(output / load.outputTokens));
  const [nearest] = lengthsOf(points).sort((a, b) => distance(a) - distance(b));
  const isNearest = (point: MeasuredPoint): boolean =>
    point.inputTokens === nearest?.[0] && point.outputTokens === nearest[1];
  const heldOut = fitStepTimeModel(points.filter((point) => !isNearest(point)));
  return Math.max(largestError(heldOut, points.filter(isNearest)), largestError(fitStepTimeModel(points), points));
}

const largestError = (model: StepTimeModel, points: readonly MeasuredPoint[]): number =>
  Math.max(
    ...points.map((point) =>
      Math.abs(requestSeconds(model(point), point.outputTokens) / requestSeconds(point, point.outputTokens) - 1),
    ),
  );
