import { fitRoofline, type LogErrors, logErrors } from './fit-roofline';
import type { Observation } from './roofline-observations';

/** Half-widths of the ranges, as logarithms: the true value is expected between value ÷ e^spread and value × e^spread. */
export interface RooflineSpread {
  readonly firstToken: number;
  readonly perOutputToken: number;
}

/** Share of the points of a held-out group that must lie in the range. Ratio. */
export const spreadQuantile = 0.9;

export const groupsOf = (observations: readonly Observation[]): string[] =>
  [...new Set(observations.map(({ group }) => group))].sort();

/** Errors of every group under a fit that never saw it. */
export function heldOutErrors(observations: readonly Observation[]): LogErrors[][] {
  return groupsOf(observations).map((held) => {
    const coefficients = fitRoofline(observations.filter(({ group }) => group !== held));
    return observations.filter(({ group }) => group === held).map((one) => logErrors(coefficients, one));
  });
}

/** The spread of the worst group: the next GPU or model may be as unlike the others as it was. */
export function rooflineSpread(observations: readonly Observation[]): RooflineSpread {
  const errors = heldOutErrors(observations);
  const worst = (of: keyof LogErrors): number =>
    Math.max(
      ...errors.map((group) =>
        quantile(
          group.map((error) => Math.abs(error[of])),
          spreadQuantile,
        ),
      ),
    );
  return { firstToken: worst('firstToken'), perOutputToken: worst('perOutputToken') };
}

/** Smallest value that at least this share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
}
