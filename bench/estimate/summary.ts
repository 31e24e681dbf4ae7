import type { Fold, Judged } from './folds';
import { quantile } from './quantile';

/** Errors are ratios: |predicted ÷ measured − 1|. */
export interface Summary {
  readonly group: string;
  readonly perOutputToken: Errors;
  readonly firstToken: Errors;
}

export interface Errors {
  readonly points: number;
  readonly median: number;
  readonly p90: number;
  readonly textbookMedian: number;
  /** Share of the points inside their range. */
  readonly coverage: number;
  /** Median factor from a value to either end of its range. */
  readonly range: number;
}

/** All points of some folds, under one name. */
export function summarize(group: string, folds: readonly Fold[]): Summary {
  const points = folds.flatMap((fold) => fold.points);
  return {
    group,
    perOutputToken: errorsOf(points.map(({ perOutputToken }) => perOutputToken)),
    firstToken: errorsOf(points.flatMap(({ firstToken }) => firstToken ?? [])),
  };
}

function errorsOf(points: readonly Judged[]): Errors {
  const relative = (of: 'error' | 'textbook'): number[] => points.map((point) => Math.abs(Math.exp(point[of]) - 1));
  return {
    points: points.length,
    median: quantile(relative('error'), 0.5),
    p90: quantile(relative('error'), 0.9),
    textbookMedian: quantile(relative('textbook'), 0.5),
    coverage: points.filter(({ inRange }) => inRange).length / points.length,
    range: Math.exp(
      quantile(
        points.map(({ range }) => range),
        0.5,
      ),
    ),
  };
}
