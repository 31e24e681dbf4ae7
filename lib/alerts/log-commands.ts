import type { AwsCommand } from './command';

/** The newest messages of the newest log stream of a group. */
export function newestLogLines(logGroupName: string, region: string): AwsCommand {
  const logGroup = { 'log-group-name': logGroupName };
  const newestStream: AwsCommand = {
    service: 'logs',
    operation: 'describe-log-streams',
    region,
    options: { ...logGroup, 'order-by': 'LastEventTime', descending: true, limit: 1 },
    query: 'logStreams[0].logStreamName',
    output: 'text',
  };
  return {
    service: 'logs',
    operation: 'get-log-events',
    region,
    options: { ...logGroup, 'log-stream-name': { as: 'word', outputOf: newestStream }, limit: 20 },
    query: 'events[].[timestamp,message]',
    output: 'text',
  };
}
