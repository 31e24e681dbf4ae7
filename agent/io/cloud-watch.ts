import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../../lib/contract/metrics';
import type { PutMetrics } from '../metrics/publisher';
import { awsAnswerSeconds } from './answer-limit';
import type { Clock } from './clock';

export function metricPutter(region: string, clock: Clock): PutMetrics {
  const client = new CloudWatchClient({ region });
  return async (MetricData) => {
    await client.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData: [...MetricData] }), {
      abortSignal: clock.limit(awsAnswerSeconds),
    });
  };
}
