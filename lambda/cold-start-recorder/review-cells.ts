import type { CloudWatchClient, MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { ReviewedCells } from '../../lib/contract/reviewed-cell';
import { profileMetrics } from './profile-metrics';
import { readCellDays } from './read-cell-days';
import { reviewMetrics } from './review-metrics';
import { usualMetrics } from './usual-metrics';

/** Compares the days before with the week before them and with the plan, and says for the hours to come what is usual. */
export async function reviewCells(
  cloudWatch: CloudWatchClient,
  fleet: string,
  cells: ReviewedCells,
  at: Date,
): Promise<MetricDatum[]> {
  const metrics = Object.entries(cells).map(async ([model, { expectedSeconds, profiledOn }]) => {
    const days = await readCellDays(cloudWatch, fleet, model, at);
    return [
      ...reviewMetrics(fleet, model, at, days, expectedSeconds),
      ...usualMetrics(fleet, model, at, days.firstTokens),
      ...profileMetrics(fleet, model, at, profiledOn),
    ];
  });
  return (await Promise.all(metrics)).flat();
}
