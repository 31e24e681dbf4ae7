import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricPublisher, type PublishMetrics } from '../../programs/publish-metrics';
import { awsAnswerSeconds } from './answer-limit';
import type { Clock } from './clock';

export const regionalMetricPublisher = (region: string, clock: Clock): PublishMetrics =>
  metricPublisher(new CloudWatchClient({ region }), () => clock.limit(awsAnswerSeconds));
