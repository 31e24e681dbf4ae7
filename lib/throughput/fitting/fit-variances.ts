import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { sharedDeviation, sharedMeasurement, type Variances } from '../likeness/likeness';
import { cut, jitter } from '../likeness/nearby-residuals';
import type { Residual } from '../likeness/residual-table';

/** Where the search begins. Assumed; the search ends at the same values from others nearby. */
const start: Variances = {
  gpu: 0.01,
  formatOnGpu: 0.0064,
  model: 0.01,
  modelOnGpu: 0.01,
  layout: 0.0036,
  lengths: 0.01,
  source: 0.01,
  sourceOnGpu: 0.01,
  version: 0.0049,
  noise: 0.0016,
};

const names = Object.keys(start) as (keyof Variances)[];
const [smallest, largest] = [1e-5, 0.5];

/** Points that the likelihood is computed for: all of small sources, and every so manyth of a large one. */
const mostPoints = 260;

/** Factors by which one variance is moved at a time, coarse to fine. */
const factors = [2.5, 1.66, 1.33];

/** The variances under which the TPOT residuals are most likely (maximum likelihood of a Gaussian process). */
export function fitVariances(residuals: readonly Residual[], large: string): Variances {
  const surprise = surpriseAt(thinned(residuals, large));
  let best = start;
  let least = surprise(best);
  for (const factor of factors) {
    for (const name of names) {
      for (const by of [factor, 1 / factor]) {
        for (;;) {
          const moved = { ...best, [name]: Math.min(largest, Math.max(smallest, best[name] * by)) };
          const now = surprise(moved);
          if (now >= least - 1e-3) {
            break;
          }
          [best, least] = [moved, now];
        }
      }
    }
  }
  return best;
}

function thinned(residuals: readonly Residual[], large: string): readonly Residual[] {
  const small = residuals.filter(({ source }) => source !== large);
  const rest = residuals.filter(({ source }) => source === large);
  const every = Math.max(1, Math.ceil(rest.length / Math.max(1, mostPoints - small.length)));
  return [...small, ...rest.filter((_, index) => index % every === 0)];
}

const none = Object.fromEntries(names.map((name) => [name, 0])) as unknown as Variances;

/** Negative logarithm of the likelihood, without its constant. Covariance is linear in the variances. */
function surpriseAt(points: readonly Residual[]): (variances: Variances) => number {
  const parts = names.map((name) => {
    const only = { ...none, [name]: 1 };
    return points.map((a) =>
      Float64Array.from(points, (b) => sharedDeviation(only, a, b) + sharedMeasurement(only, a, b)),
    );
  });
  const values = Matrix.columnVector(
    points.map(({ perOutputToken }) => Math.max(-cut.perOutputToken, Math.min(cut.perOutputToken, perOutputToken))),
  );
  return (variances) => {
    // Rows are summed before the matrix is made: adding matrices copies each, which takes longer than the decomposition.
    const rows = points.map((_, row) => {
      const sums = new Float64Array(points.length);
      sums[row] = jitter;
      for (const [index, name] of names.entries()) {
        const shared = (parts[index] as Float64Array[])[row] as Float64Array;
        for (let column = 0; column < sums.length; column += 1) {
          sums[column] = (sums[column] as number) + (shared[column] as number) * variances[name];
        }
      }
      return sums;
    });
    const decomposition = new CholeskyDecomposition(new Matrix(rows));
    const distance = values.dot(decomposition.solve(values));
    const logDeterminant = decomposition.lowerTriangularMatrix.diagonal().reduce((sum, one) => sum + Math.log(one), 0);
    return distance / 2 + logDeterminant;
  };
}
