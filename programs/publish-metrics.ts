import { type CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../lib/contract/metrics';

/** @throws Error when CloudWatch does not take them */
export type PublishMetrics = (data: readonly MetricDatum[]) => Promise<void>;

export interface Publishing {
  /** Ends one request. @default - the limits of the client */
  readonly limit?: () => AbortSignal;
  /** @default - that of the fleet */
  readonly namespace?: string;
}

/** Most data points of one request. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html 2026 */
const mostAtOnce = 1000;

/** Publishes to one namespace. Without data it sends nothing. */
export const metricPublisher =
  (client: CloudWatchClient, { limit, namespace = metricNamespace }: Publishing = {}): PublishMetrics =>
  async (data) => {
    for (let first = 0; first < data.length; first += mostAtOnce) {
      const MetricData = data.slice(first, first + mostAtOnce);
      await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }), {
        abortSignal: limit?.(),
      });
    }
  };
