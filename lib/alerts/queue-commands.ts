import type { AwsCommand } from './command';

const queueUrl = (queue: string, region: string): AwsCommand => ({
  service: 'sqs',
  operation: 'get-queue-url',
  region,
  options: { 'queue-name': queue },
  query: 'QueueUrl',
  output: 'text',
});

/** Prints a message and leaves it in the queue. */
export const readMessage = (queue: string, region: string): AwsCommand => ({
  service: 'sqs',
  operation: 'receive-message',
  region,
  options: { 'queue-url': { as: 'word', outputOf: queueUrl(queue, region) }, 'visibility-timeout': 0 },
  query: 'Messages[].Body',
  output: 'text',
});

/** Deletes every message of a queue; none comes back. */
export const purgeQueue = (queue: string, region: string): AwsCommand => ({
  service: 'sqs',
  operation: 'purge-queue',
  region,
  options: { 'queue-url': { as: 'word', outputOf: queueUrl(queue, region) } },
});
