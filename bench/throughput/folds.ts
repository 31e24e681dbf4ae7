import { fitRoofline, type LogErrors, logErrors } from '../../lib/plan/throughput/fit-roofline';
import { groupsOf, type RooflineSpread, rooflineSpread } from '../../lib/plan/throughput/held-out';
import { type RooflineCoefficients, textbook } from '../../lib/plan/throughput/roofline';
import type { Observation } from '../../lib/plan/throughput/roofline-observations';

/** One group of points, with the errors of a fit that did not use it. */
export interface Fold {
  readonly group: string;
  readonly points: readonly JudgedPoint[];
}

export interface JudgedPoint {
  readonly id: string;
  readonly fitted: LogErrors;
  /** The unfitted roofline on the same point. */
  readonly textbook: LogErrors;
  readonly inRange: { readonly firstToken: boolean; readonly perOutputToken: boolean };
}

/** Holds out each group in turn: coefficients and the width of the ranges come from the other groups alone. */
export const heldOutFolds = (observations: readonly Observation[]): Fold[] =>
  groupsOf(observations).map((held) => {
    const others = observations.filter(({ group }) => group !== held);
    const own = observations.filter(({ group }) => group === held);
    return { group: held, points: judge(own, fitRoofline(others), rooflineSpread(others)) };
  });

/** Points that no fit uses, predicted by the fit to all other points. */
export const unusedFolds = (unused: readonly Observation[], fitted: readonly Observation[]): Fold[] =>
  groupsOf(unused).map((group) => ({
    group,
    points: judge(
      unused.filter((one) => one.group === group),
      fitRoofline(fitted),
      rooflineSpread(fitted),
    ),
  }));

const judge = (
  own: readonly Observation[],
  coefficients: RooflineCoefficients,
  spread: RooflineSpread,
): JudgedPoint[] =>
  own.map((observation) => {
    const errors = logErrors(coefficients, observation);
    return {
      id: observation.point.id,
      fitted: errors,
      textbook: logErrors(textbook, observation),
      inRange: {
        firstToken: Math.abs(errors.firstToken) <= spread.firstToken,
        perOutputToken: Math.abs(errors.perOutputToken) <= spread.perOutputToken,
      },
    };
  });
