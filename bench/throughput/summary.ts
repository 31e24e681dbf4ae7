import { quantile } from '../quantile';
import type { Fold, Judged } from './folds';
import type { RangeDeviations } from './range-deviations';

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
  /** Share of the points inside the printed range, where every source counts alike: points of one source err together. */
  readonly coverage: number;
  /** The same of points, whatever their source. */
  readonly coverageOfPoints: number;
  /** Share of the points, whatever their source, in ranges whose width comes from other sources alone. */
  readonly coverageUnseen: number;
  /** Median factor from a value to either end of its printed range. */
  readonly range: number;
}

/** Widths of ranges: as printed, and as they would be had one fold's source measured nothing. */
export interface Widths {
  readonly printed: Readonly<Record<'perOutputToken' | 'firstToken', RangeDeviations>>;
  readonly without: (fold: Fold) => Readonly<Record<'perOutputToken' | 'firstToken', RangeDeviations>>;
}

interface Ranged extends Judged {
  readonly source: string;
  readonly range: number;
  readonly inRange: boolean;
  readonly inUnseenRange: boolean;
}

/** All points of some folds, under one name. */
export const summarize = (group: string, folds: readonly Fold[], widths: Widths): Summary => ({
  group,
  perOutputToken: errorsOf(ranged(folds, widths, 'perOutputToken')),
  firstToken: errorsOf(ranged(folds, widths, 'firstToken')),
});

const ranged = (
  folds: readonly Fold[],
  { printed, without }: Widths,
  of: 'perOutputToken' | 'firstToken',
): readonly Ranged[] =>
  folds.flatMap((fold) => {
    const width = ({ byGpu, widest }: RangeDeviations): number => byGpu[fold.gpu] ?? widest;
    const [own, unseen] = [width(printed[of]), width(without(fold)[of])];
    return fold.points.flatMap((point) => {
      const judged: Judged | undefined = point[of];
      const error = Math.abs(judged?.error ?? 0);
      return judged === undefined
        ? []
        : [
            {
              ...judged,
              source: fold.source,
              range: own * judged.deviation,
              inRange: error <= own * judged.deviation,
              inUnseenRange: error <= unseen * judged.deviation,
            },
          ];
    });
  });

function errorsOf(points: readonly Ranged[]): Errors {
  const relative = (of: 'error' | 'textbook'): number[] => points.map((point) => Math.abs(Math.exp(point[of]) - 1));
  const ranges = points.map(({ range }) => range);
  return {
    points: points.length,
    median: quantile(relative('error'), 0.5),
    p90: quantile(relative('error'), 0.9),
    textbookMedian: quantile(relative('textbook'), 0.5),
    coverage: bySource(points, ({ inRange }) => inRange),
    coverageOfPoints: share(points, ({ inRange }) => inRange),
    coverageUnseen: share(points, ({ inUnseenRange }) => inUnseenRange),
    range: Math.exp(quantile(ranges, 0.5)),
  };
}

const share = (points: readonly Ranged[], is: (point: Ranged) => boolean): number =>
  points.filter(is).length / points.length;

function bySource(points: readonly Ranged[], is: (point: Ranged) => boolean): number {
  const sources = [...new Set(points.map(({ source }) => source))];
  const shares = sources.map((source) =>
    share(
      points.filter((point) => point.source === source),
      is,
    ),
  );
  return shares.reduce((sum, one) => sum + one, 0) / sources.length;
}
