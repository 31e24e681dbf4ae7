import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { CellReview } from '../../lib/constructs/cell-review';
import hourly from '../lambda/cell-review/hourly-event.json';
import successful from '../lambda/cell-review/launch-successful-event.json';

const stack = new Stack(new App(), 'Test', { env: { account: '111122223333', region: 'us-east-1' } });
new CellReview(stack, 'Review', {
  fleet: 'assistant',
  cells: { 'llama-70b': { expectedSeconds: { low: 600, high: 1000 }, profiledOn: '2026-11-20' } },
  alarms: new NoAlarms('a test'),
});
const template = Template.fromStack(stack);

describe('the review of cells', () => {
  test('runs every hour, and hears what Auto Scaling really sends about its own groups', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Name: hourly.resources[0]?.split('/')[1],
      ScheduleExpression: 'cron(30 * * * ? *)',
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: [successful.source],
        'detail-type': [successful['detail-type']],
        detail: {
          AutoScalingGroupName: [
            'assistant-llama-70b-baseline',
            'assistant-llama-70b-overflow',
            'assistant-llama-70b-capacity-block',
          ],
        },
      },
    });
  });

  test('is told what the plan expects of each cell', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'assistant-cell-review',
      Environment: {
        Variables: {
          POLYREGION_REVIEWED_CELLS:
            '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000},"profiledOn":"2026-11-20"}}',
        },
      },
    });
  });

  test('reads and publishes metrics, and changes nothing', () => {
    const actions = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    );

    expect(actions.sort()).toEqual([
      'cloudwatch:GetMetricData',
      'cloudwatch:PutMetricData',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
  });
});
