import type { LogErrors } from '../../lib/plan/throughput/fit-roofline';
import { quantile } from '../../lib/plan/throughput/held-out';
import type { Fold, JudgedPoint } from './folds';

/** Errors are ratios: |predicted ÷ measured − 1|. */
export interface Summary {
  readonly group: string;
  readonly points: number;
  readonly perOutputToken: Errors;
  readonly firstToken: Errors;
}

export interface Errors {
  readonly median: number;
  readonly p90: number;
  readonly textbookMedian: number;
  readonly textbookP90: number;
  /** Share of the points inside their range. */
  readonly coverage: number;
}

export const summarize = ({ group, points }: Fold): Summary => ({
  group,
  points: points.length,
  perOutputToken: errorsOf(points, 'perOutputToken'),
  firstToken: errorsOf(points, 'firstToken'),
});

export const overall = (folds: readonly Fold[]): Summary =>
  summarize({ group: 'all held out', points: folds.flatMap(({ points }) => points) });

function errorsOf(points: readonly JudgedPoint[], of: keyof LogErrors): Errors {
  const relative = (side: 'fitted' | 'textbook'): number[] =>
    points.map((point) => Math.abs(Math.exp(point[side][of]) - 1));
  return {
    median: quantile(relative('fitted'), 0.5),
    p90: quantile(relative('fitted'), 0.9),
    textbookMedian: quantile(relative('textbook'), 0.5),
    textbookP90: quantile(relative('textbook'), 0.9),
    coverage: points.filter(({ inRange }) => inRange[of]).length / points.length,
  };
}
