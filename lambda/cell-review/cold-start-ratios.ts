import { coldStartReview, type ExpectedSeconds } from '../../lib/contract/cold-start';
import type { Days } from './cell-days';
import { median } from './median';

const { baselineDays, leastBaselineDays, ignoredSeconds } = coldStartReview;

/**
 * How much slower the stage that grew most was yesterday than in the week before; undefined where there is nothing to
 * compare, which is neither well nor ill. Each stage gives p95 seconds of the week's days, and of yesterday last.
 */
export function regressionRatio(stages: readonly Days[]): number | undefined {
  const ratios = stages.flatMap((days) => {
    const yesterday = days[baselineDays];
    const before = days.slice(0, baselineDays).filter((value) => value !== undefined);
    if (yesterday === undefined || before.length < leastBaselineDays) {
      return [];
    }
    const usual = median(before);
    return [usual <= 0 || yesterday - usual < ignoredSeconds ? Math.min(1, yesterday / usual || 1) : yesterday / usual];
  });
  return ratios.length === 0 ? undefined : Math.max(...ratios);
}

/** How far the median of the days lies outside what was expected: 1 inside, more on either side. */
export function driftRatio(totals: Days, { low, high }: ExpectedSeconds): number | undefined {
  const known = totals.filter((value) => value !== undefined);
  if (known.length === 0) {
    return undefined;
  }
  const seconds = median(known);
  return Math.max(1, seconds / high, low / seconds);
}
