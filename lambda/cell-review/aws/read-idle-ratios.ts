import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { beforeLaunchSeconds } from '../../../lib/contract/cold-start';
import { bottleneckDimensions, type CellDimensions, metricNames, metricNamespace } from '../../../lib/contract/metrics';
import { dimensionList } from '../../../programs/metric-datum';
import type { ReadIdleRatios } from '../judge-scale-out';

/** Asks CloudWatch for the minutes before a launch. */
export const idleRatioReader =
  (client: CloudWatchClient): ReadIdleRatios =>
  async (cell: CellDimensions, at: Date) => {
    const { MetricDataResults: [idle] = [] } = await client.send(
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
                Dimensions: dimensionList(bottleneckDimensions(cell, 'none')),
              },
              Period: 60,
              Stat: 'Average',
            },
          },
        ],
      }),
    );
    return idle?.Values ?? [];
  };
