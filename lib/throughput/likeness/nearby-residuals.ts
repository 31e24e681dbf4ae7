import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { ownVariance, sharedDeviation, sharedMeasurement, unknownMeasurement, type Variances } from './likeness';
import type { ComparedEngine, Residual } from './residual-table';

/** What measurements near an engine say about it. */
export interface Correction {
  /** Logarithm of the factor on the roofline. */
  readonly correction: number;
  /** Standard deviation of a new measurement around the corrected value, as a logarithm. */
  readonly deviation: number;
  /** The measurements that count most, most alike first. */
  readonly nearest: readonly Residual[];
}

export type Quantity = 'perOutputToken' | 'firstToken';

/** More points say little more and take longer. */
const mostPoints = 48;

/** The points are chosen as for this many requests in flight, so that they serve every concurrency. */
const chosenFor = 16;

/** TTFT deviates this much more than TPOT: it holds queues and the start of a benchmark. Ratio of variances. */
const scales: Readonly<Record<Quantity, number>> = { perOutputToken: 1, firstToken: 6 };

/** Residuals beyond this are cut, so that single odd points do not bend the estimate. */
export const cut: Readonly<Record<Quantity, number>> = { perOutputToken: 0.5, firstToken: 1 };

/** Keeps points that were measured twice from being taken for two. */
export const jitter = 1e-6;

/** Standard deviation of a measurement of which nothing like it is known, as a logarithm. */
export const widestDeviation = (variances: Variances, of: Quantity): number =>
  Math.sqrt(scales[of] * (ownVariance(variances) + unknownMeasurement(variances)));

/** Best linear estimates from residuals of engines that share something with this one (kriging), by requests in flight. */
export function correctionsBy(
  residuals: readonly Residual[],
  variances: Variances,
  asked: Omit<ComparedEngine, 'concurrency'>,
  of: Quantity,
): (concurrency: number) => Correction {
  const alike = alikeResiduals(residuals, variances, { ...asked, concurrency: chosenFor }, of);
  if (alike.length === 0) {
    return () => ({ correction: 0, deviation: widestDeviation(variances, of), nearest: [] });
  }
  const covariance = new Matrix(
    alike.map((a) =>
      alike.map(
        (b) => sharedDeviation(variances, a, b) + sharedMeasurement(variances, a, b) + (a.id === b.id ? jitter : 0),
      ),
    ),
  );
  const solver = new CholeskyDecomposition(covariance);
  const values = alike.map((residual) => Math.max(-cut[of], Math.min(cut[of], residual[of] as number)));
  const total = ownVariance(variances) + unknownMeasurement(variances);
  return (concurrency) => {
    const shared = alike.map((residual) => sharedDeviation(variances, { ...asked, concurrency }, residual));
    const weights = solver.solve(Matrix.columnVector(shared)).to1DArray();
    const dot = (a: readonly number[]): number =>
      weights.reduce((sum, weight, i) => sum + weight * (a[i] as number), 0);
    return {
      correction: dot(values),
      deviation: Math.sqrt(scales[of] * Math.max(unknownMeasurement(variances), total - dot(shared))),
      nearest: [...alike.keys()]
        .sort((a, b) => (shared[b] as number) - (shared[a] as number))
        .map((index) => alike[index] as Residual),
    };
  };
}

function alikeResiduals(
  residuals: readonly Residual[],
  variances: Variances,
  engine: ComparedEngine,
  of: Quantity,
): readonly Residual[] {
  return residuals
    .flatMap((residual) => {
      const shared = residual[of] === undefined ? 0 : sharedDeviation(variances, engine, residual);
      return shared > 0 ? [{ residual, shared }] : [];
    })
    .sort((a, b) => b.shared - a.shared)
    .slice(0, mostPoints)
    .map(({ residual }) => residual);
}
