import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import type { CellDimensions } from '../../lib/contract/metrics';
import { metricData } from '../../programs/metric-datum';
import type { ScaleOut } from './read-scale-out';
import type { Review } from './review-cells';

/** For each minute before a moment, the share of the cell's instances that nothing held back; empty where no agent reported. */
export type ReadIdleRatios = (cell: CellDimensions, at: Date) => Promise<readonly number[]>;

/** Whether the cell scaled out although it had room; no data point where it did not scale out, or where no agent reported. */
export async function judgeScaleOut(
  readIdleRatios: ReadIdleRatios,
  fleet: string,
  scaleOut: ScaleOut | undefined,
): Promise<Review> {
  if (scaleOut === undefined) {
    return { metrics: [], failures: [] };
  }
  const { model, at } = scaleOut;
  const cell = { fleet, model };
  const minutes = await readIdleRatios(cell, at);
  return { metrics: minutes.length === 0 ? [] : scaleOutWithoutBottleneck(cell, at, minutes), failures: [] };
}

export const scaleOutWithoutBottleneck = (
  cell: CellDimensions,
  at: Date,
  idleRatios: readonly number[],
): MetricDatum[] =>
  metricData(metricDefinitions.launchesWithoutBottleneck, cell, {
    Timestamp: at,
    Value: hadRoom(idleRatios) ? 1 : 0,
    Unit: 'Count',
  });

/** Whether at least half of the instances had room in every minute. */
export const hadRoom = (idleRatios: readonly number[]): boolean => idleRatios.every((ratio) => ratio >= 0.5);
