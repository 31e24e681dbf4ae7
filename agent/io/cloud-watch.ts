import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricPublisher, type PublishMetrics } from '../../programs/publish-metrics';
import type { Clock } from '../ports/clock';
import { awsAnswerSeconds } from './answer-limit';

export const regionalMetricPublisher = (region: string, clock: Clock): PublishMetrics =>
  metricPublisher(new CloudWatchClient({ region }), { limit: () => clock.limit(awsAnswerSeconds) });
