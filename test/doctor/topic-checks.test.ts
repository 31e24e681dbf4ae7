import { expect, test } from 'vitest';
import { topicCheck } from '../../lib/doctor/topic-checks';

const arn = 'arn:aws:sns:us-east-2:111122223333:pages';
const publisher = 'cloudwatch.amazonaws.com';
const policy = (Principal: unknown, Action: unknown = 'sns:Publish', Effect = 'Allow'): string =>
  JSON.stringify({ Statement: [{ Effect, Principal, Action, Resource: arn }] });

test.each([
  ['the service', policy({ Service: publisher }), 'fine'],
  ['the service among others', policy({ Service: ['budgets.amazonaws.com', publisher] }, ['SNS:Publish']), 'fine'],
  ['every principal', policy({ AWS: '*' }, 'SNS:*'), 'fine'],
  ['another service', policy({ Service: 'budgets.amazonaws.com' }), 'missing'],
  ['another action', policy({ Service: publisher }, 'sns:Subscribe'), 'missing'],
  ['the service, and denies it', policy({ Service: publisher }, 'sns:Publish', 'Deny'), 'missing'],
  ['no topic', undefined, 'missing'],
])('a policy that allows %s', (_, value, state) => {
  expect(topicCheck(arn, publisher, { value }).state).toBe(state);
});
