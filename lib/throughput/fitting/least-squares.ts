import { Matrix, solve } from 'ml-matrix';

/** Residuals beyond this count linearly, not squared, so that single odd points do not bend the fit. */
const softness = 0.1;
const maxSteps = 100;
const derivativeStep = 1e-6;

const cost = (residuals: readonly number[]): number =>
  residuals.reduce((sum, residual) => sum + Math.sqrt(1 + (residual / softness) ** 2) - 1, 0);

/** Minimises the residuals, softly squared, by Levenberg–Marquardt from `start`. No chance in it: the same in, the same out. */
export function leastSquares(residualsOf: (x: readonly number[]) => number[], start: readonly number[]): number[] {
  let x = [...start];
  let residuals = residualsOf(x);
  let damping = 1e-3;
  for (let step = 0; step < maxSteps; step += 1) {
    const weights = residuals.map((residual) => 1 / Math.sqrt(1 + (residual / softness) ** 2));
    const columns = x.map((_, index) => {
      const moved = residualsOf(x.map((value, other) => (other === index ? value + derivativeStep : value)));
      return moved.map((value, row) => (value - (residuals[row] as number)) / derivativeStep);
    });
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, row) => sum + value * (b[row] as number) * (weights[row] as number), 0);
    const normal = columns.map((a, i) => columns.map((b, j) => dot(a, b) * (i === j ? 1 + damping : 1)));
    const gradient = columns.map((column) => -dot(column, residuals));
    const change = solve(new Matrix(normal), Matrix.columnVector(gradient)).to1DArray();
    const candidate = x.map((value, index) => value + (change[index] as number));
    const better = residualsOf(candidate);
    const gain = cost(residuals) - cost(better);
    if (gain > 0) {
      x = candidate;
      residuals = better;
      damping /= 4;
      if (gain < 1e-9) {
        break;
      }
    } else {
      damping *= 8;
      if (damping > 1e9) {
        break;
      }
    }
  }
  return x;
}
