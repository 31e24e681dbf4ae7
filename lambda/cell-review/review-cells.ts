import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { ReviewedCells } from '../../lib/contract/reviewed-cell';
import { nameOfError } from '../../programs/name-of-error';
import type { ReadCellDays } from './cell-days';
import { profileMetrics } from './profile-metrics';
import { reviewMetrics } from './review-metrics';
import { usualMetrics } from './usual-metrics';

export interface Review {
  readonly metrics: readonly MetricDatum[];
  /** Cells whose days could not be read, each with the name of the error. */
  readonly failures: readonly string[];
}

/**
 * Compares yesterday with the week before and with the plan, and publishes for the next hours what is usual. A cell that
 * cannot be read takes nothing from the others.
 */
export async function reviewCells(
  readCellDays: ReadCellDays,
  fleet: string,
  cells: ReviewedCells,
  at: Date,
): Promise<Review> {
  const failures: string[] = [];
  const metrics = Object.entries(cells).map(async ([model, { expectedSeconds, profiledOn }]) => {
    const profile = profileMetrics(fleet, model, at, profiledOn);
    try {
      const days = await readCellDays({ fleet, model }, at);
      return [
        ...reviewMetrics(fleet, model, at, days, expectedSeconds),
        ...usualMetrics(fleet, model, at, days.firstTokens),
        ...profile,
      ];
    } catch (error) {
      failures.push(`${model}: ${nameOfError(error)}`);
      return profile;
    }
  });
  return { metrics: (await Promise.all(metrics)).flat(), failures };
}
