import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { failedEventsQueueName } from '../contract/names';
import { acknowledge } from './acknowledge';

/** The dead-letter queue of a function: events that never reached it, and those that it failed to handle. */
export function failedEvents(scope: Construct, functionName: string): Queue {
  const failed = new Queue(scope, 'Failed', {
    queueName: failedEventsQueueName(functionName),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(failed, {
    id: 'AwsSolutions-SQS3',
    reason:
      'it is the queue of what failed, of an EventBridge rule and a function, which the rule pack does not recognise',
  });
  return failed;
}
