/**
 * AWS services that publish to encrypted topics, by where the topics are. Every one of them needs a key of its own, which
 * costs by the month: the managed key `aws/sns` admits none.
 */
export const topicPublishers = {
  /** CloudWatch publishes to the topics of a region's alarms. */
  region: ['cloudwatch.amazonaws.com'],
  /** AWS Budgets publishes to the one topic of the account. */
  account: ['budgets.amazonaws.com'],
} as const;
