import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { GpuRepair } from '../../lib/constructs/gpu-repair';
import sample from '../lambda/gpu-repair/repair-requested-event.json';

const stack = new Stack(new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }), 'Test', {
  env: { account: '111122223333', region: 'us-east-1' },
});
new GpuRepair(stack, 'Repair', {
  fleet: 'assistant',
  launchLimits: { 'llama-70b': 1800 },
  alarms: new NoAlarms('a test'),
});
const template = Template.fromStack(stack);

const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
  ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
);
const resourcesOf = (action: string): unknown[] =>
  statements.filter(({ Action }) => [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);

describe('the repair of GPU instances', () => {
  test('may change the health of instances of its own groups, and no other', () => {
    const group = (pool: string): string =>
      `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:*:autoScalingGroupName/assistant-llama-70b-${pool}`;

    expect(resourcesOf('autoscaling:SetInstanceHealth')).toEqual(['baseline', 'overflow', 'capacity-block'].map(group));
  });

  test('may do nothing else that changes anything, but to remember', () => {
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:SetInstanceHealth',
      'cloudwatch:PutMetricData',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'elasticloadbalancing:DescribeTargetHealth',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
  });

  test('runs on the requests of its own fleet', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: [sample.source],
        'detail-type': [sample['detail-type']],
        detail: { fleet: ['assistant'] },
      },
    });
  });

  test('looks every five minutes for instances that cannot ask any more', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { POLYREGION_LAUNCH_LIMITS: '{"llama-70b":1800}' } },
    });
  });

  test('forgets nothing that it could not handle, and handles nothing that is old', () => {
    const [queue] = Object.keys(template.findResources('AWS::SQS::Queue'));
    const arn = { 'Fn::GetAtt': [queue, 'Arn'] };

    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 900,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arn } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: arn }, RetryPolicy: { MaximumEventAgeInSeconds: 900 } })],
    });
  });

  test('keeps evidence until it expires, and can go back to any second', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TableName: 'assistant-gpu-repair',
      TimeToLiveSpecification: { AttributeName: 'ExpiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});
