import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { metricPublisher, type PublishMetrics } from '../../programs/publish-metrics';
import { throughProxy } from '../../programs/through-proxy';
import type { Clock } from '../ports/clock';
import { awsAnswerSeconds } from './answer-limit';

export const regionalMetricPublisher = (region: string, clock: Clock): PublishMetrics =>
  metricPublisher(new CloudWatchClient({ region, ...throughProxy(process.env) }), {
    limit: () => clock.limit(awsAnswerSeconds),
  });
