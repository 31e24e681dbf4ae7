import { type CloudWatchClient, GetMetricDataCommand, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import { beforeLaunchSeconds } from '../../lib/contract/cold-start';
import {
  bottleneckDimensions,
  type CellDimensions,
  cellDimensions,
  metricNames,
  metricNamespace,
} from '../../lib/contract/metrics';
import { metricDatum } from '../shared/metric-datum';

/** Whether the cell launched although nothing held it back; nothing where its agents did not say. */
export async function scaleOutMetrics(
  client: CloudWatchClient,
  fleet: string,
  { model, at }: { readonly model: string; readonly at: Date },
): Promise<MetricDatum[]> {
  const cell = { fleet, model };
  const { MetricDataResults: [free] = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(at.getTime() - beforeLaunchSeconds * 1000),
      EndTime: at,
      MetricDataQueries: [
        {
          Id: 'free',
          MetricStat: {
            Metric: {
              Namespace: metricNamespace,
              MetricName: metricNames.bottleneck,
              Dimensions: Object.entries(bottleneckDimensions(cell, 'none')).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: 60,
            Stat: 'Average',
          },
        },
      ],
    }),
  );
  const minutes = free?.Values ?? [];
  return minutes.length === 0 ? [] : [launchWithoutBottleneck(cell, at, minutes)];
}

export const launchWithoutBottleneck = (
  cell: CellDimensions,
  at: Date,
  shareOfFreeInstances: readonly number[],
): MetricDatum =>
  metricDatum(
    metricNames.launchesWithoutBottleneck,
    at,
    wasFree(shareOfFreeInstances) ? 1 : 0,
    'Count',
    cellDimensions(cell),
  );

/** In every minute at least half of the instances had room. */
export const wasFree = (shareOfFreeInstances: readonly number[]): boolean =>
  shareOfFreeInstances.every((share) => share >= 0.5);
