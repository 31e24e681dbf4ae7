import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../../lib/contract/metrics';
import type { PutMetrics } from '../metrics/publisher';

export function metricPutter(region: string): PutMetrics {
  const client = new CloudWatchClient({ region });
  return async (MetricData) => {
    await client.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData: [...MetricData] }));
  };
}
