import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { ownVariance, sharedDeviation, sharedMeasurement, unknownMeasurement } from './likeness';
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

export type Latency = 'perOutputToken' | 'firstToken';

/** More points say little more and take longer. */
const mostPoints = 24;

/** TTFT deviates this much more than TPOT: it holds queues and the start of a benchmark. Ratio of variances. */
const scales: Readonly<Record<Latency, number>> = { perOutputToken: 1, firstToken: 6 };

/** Residuals beyond this are cut, so that single odd points do not bend the estimate. */
const cut: Readonly<Record<Latency, number>> = { perOutputToken: 0.35, firstToken: 1 };

/** Standard deviation of a measurement of which nothing like it is known, as a logarithm. */
export const widestDeviation = (of: Latency): number => Math.sqrt(scales[of] * (ownVariance + unknownMeasurement));

/** The best linear estimate from residuals of engines that share something with this one (kriging). */
export function correctionBy(residuals: readonly Residual[], engine: ComparedEngine, of: Latency): Correction {
  const alike = residuals
    .flatMap((residual) => {
      const shared = residual[of] === undefined ? 0 : sharedDeviation(engine, residual);
      return shared > 0 ? [{ residual, shared }] : [];
    })
    .sort((a, b) => b.shared - a.shared)
    .slice(0, mostPoints);
  const scale = scales[of];
  if (alike.length === 0) {
    return { correction: 0, deviation: widestDeviation(of), nearest: [] };
  }
  const covariance = new Matrix(
    alike.map(({ residual: a }) =>
      alike.map(({ residual: b }) => sharedDeviation(a, b) + sharedMeasurement(a, b) + (a.id === b.id ? 1e-6 : 0)),
    ),
  );
  const shared = Matrix.columnVector(alike.map((one) => one.shared));
  const weights = new CholeskyDecomposition(covariance).solve(shared).to1DArray();
  const values = alike.map(({ residual }) => Math.max(-cut[of], Math.min(cut[of], residual[of] as number)));
  const explained = weights.reduce(
    (sum, weight, index) => sum + weight * (alike[index] as { shared: number }).shared,
    0,
  );
  return {
    correction: weights.reduce((sum, weight, index) => sum + weight * (values[index] as number), 0),
    deviation: Math.sqrt(scale * Math.max(unknownMeasurement, ownVariance + unknownMeasurement - explained)),
    nearest: alike.map(({ residual }) => residual),
  };
}
