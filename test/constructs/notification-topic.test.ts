import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, test } from 'vitest';
import { NotificationTopic } from '../../lib/constructs/notification-topic';
import { constructStack, onlyPropertiesOf, propertiesOf } from '../support/construct-stack';

describe('a topic', () => {
  const stack = constructStack();
  new NotificationTopic(stack, 'Topic', {
    topicName: 'assistant-critical',
    contact: 'on-call@example.com',
    key: new Key(stack, 'Key'),
    publisher: 'cloudwatch.amazonaws.com',
  });
  const { PolicyDocument } = onlyPropertiesOf(stack, 'AWS::SNS::TopicPolicy');
  const { Statement: statements } = PolicyDocument as { Statement: Record<string, unknown>[] };

  test('is encrypted with the key', () => {
    expect(propertiesOf(stack, 'AWS::SNS::Topic')).toMatchObject([
      { TopicName: 'assistant-critical', KmsMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } },
    ]);
  });

  test('lets its one publisher in, from this account alone', () => {
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      {
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      },
    ]);
  });

  test('takes nothing without TLS', () => {
    expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  test('reaches its one contact', () => {
    expect(propertiesOf(stack, 'AWS::SNS::Subscription')).toMatchObject([
      { Protocol: 'email', Endpoint: 'on-call@example.com' },
    ]);
  });
});
