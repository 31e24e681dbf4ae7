import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { ColdStartRecorder } from '../../lib/constructs/cold-start-recorder';
import failed from '../lambda/cold-start-recorder/launch-failed-event.json';
import unsuccessful from '../lambda/cold-start-recorder/launch-unsuccessful-event.json';

const stack = new Stack(new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }), 'Test', {
  env: { account: '111122223333', region: 'us-east-1' },
});
new ColdStartRecorder(stack, 'Recorder', {
  fleet: 'assistant',
  models: ['llama-70b'],
  alarms: new NoAlarms('a test'),
});
const template = Template.fromStack(stack);

describe('the recorder of cold starts', () => {
  test('hears what AWS and the agents really send, about its own groups', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: [unsuccessful.source],
        'detail-type': [unsuccessful['detail-type']],
        detail: {
          AutoScalingGroupName: [
            unsuccessful.detail.AutoScalingGroupName,
            'assistant-llama-70b-overflow',
            'assistant-llama-70b-capacity-block',
          ],
        },
      },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: [failed.source],
        'detail-type': [failed['detail-type']],
        detail: { fleet: ['assistant'] },
      },
    });
  });

  test('publishes metrics, and changes nothing but whether a group may launch', () => {
    const actions = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    );

    expect(actions.sort()).toEqual([
      'autoscaling:DescribeInstanceRefreshes',
      'autoscaling:DescribeScalingActivities',
      'autoscaling:SuspendProcesses',
      'cloudwatch:PutMetricData',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
  });
});
