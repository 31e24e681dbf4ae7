import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { ReviewedCells } from '../../lib/contract/reviewed-cell';
import type { ReadCellDays } from './cell-days';
import { profileMetrics } from './profile-metrics';
import { reviewMetrics } from './review-metrics';
import { usualMetrics } from './usual-metrics';

/** Compares yesterday with the week before and with the plan, and publishes for the next hours what is usual. */
export async function reviewCells(
  readCellDays: ReadCellDays,
  fleet: string,
  cells: ReviewedCells,
  at: Date,
): Promise<MetricDatum[]> {
  const metrics = Object.entries(cells).map(async ([model, { expectedSeconds, profiledOn }]) => {
    const days = await readCellDays({ fleet, model }, at);
    return [
      ...reviewMetrics(fleet, model, at, days, expectedSeconds),
      ...usualMetrics(fleet, model, at, days.firstTokens),
      ...profileMetrics(fleet, model, at, profiledOn),
    ];
  });
  return (await Promise.all(metrics)).flat();
}
