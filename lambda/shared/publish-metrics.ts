import { type CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../../lib/contract/metrics';

/** Most data points of one request. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html 2026 */
const mostAtOnce = 1000;

export async function publishMetrics(client: CloudWatchClient, data: readonly MetricDatum[]): Promise<void> {
  for (let first = 0; first < data.length; first += mostAtOnce) {
    const MetricData = data.slice(first, first + mostAtOnce);
    await client.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData }));
  }
}
