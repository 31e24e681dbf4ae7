import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { EventFunction, publishMetrics } from '../../lib/constructs/event-function';
import { functionLimits, longestWaitSeconds } from '../../lib/contract/function-limits';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

function stackWithFunction() {
  const stack = constructStack();
  new EventFunction(stack, 'Function', {
    bundle: 'gpu-repair',
    functionName: 'assistant-example',
    logGroupName: '/aws/lambda/assistant-example',
    description: 'An example',
    environment: { POLYREGION_FLEET: 'assistant' },
    permissions: [
      publishMetrics(),
      new PolicyStatement({ actions: ['sqs:PurgeQueue'], resources: ['arn:aws:sqs:us-east-1:111122223333:q'] }),
    ],
    events: { maxAge: Duration.hours(1), retryAttempts: 2 },
  });
  return stack;
}

describe('a function that reads events', () => {
  // "…decreases account's UnreservedConcurrentExecution below its minimum value of [10]" is what Lambda answers in an account whose limit is 10.
  test('reserves no concurrency, so that an account with a limit of 10 can have it', () => {
    expect(onlyPropertiesOf(stackWithFunction(), 'AWS::Lambda::Function')).not.toHaveProperty(
      'ReservedConcurrentExecutions',
    );
  });

  test('keeps an event that it did not handle, and may put it into that queue alone', () => {
    const template = Template.fromStack(stackWithFunction());
    const arn = { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::SQS::Queue'))[0], 'Arn'] };

    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'assistant-example-failed' });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arn } },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['sqs:SendMessage']), Resource: arn })]),
      },
    });
  });

  test('is ended by Lambda only after every call that it makes could have been given up', () => {
    const { Timeout } = onlyPropertiesOf(stackWithFunction(), 'AWS::Lambda::Function');

    // 7 calls × (2 attempts × 3 s + 1 s between them)
    expect(longestWaitSeconds(functionLimits.mostCalls)).toBe(49);
    expect(Timeout).toBeGreaterThan(longestWaitSeconds(functionLimits.mostCalls));
  });

  test('has its own name and environment, and writes one log of its own for three months', () => {
    const stack = stackWithFunction();

    expect(onlyPropertiesOf(stack, 'AWS::Lambda::Function')).toMatchObject({
      FunctionName: 'assistant-example',
      Environment: { Variables: { POLYREGION_FLEET: 'assistant' } },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    expect(onlyPropertiesOf(stack, 'AWS::Logs::LogGroup')).toMatchObject({
      LogGroupName: '/aws/lambda/assistant-example',
      RetentionInDays: 90,
    });
  });

  test('may publish to the fleet’s namespace alone, and do what it was given', () => {
    const { PolicyDocument } = onlyPropertiesOf(stackWithFunction(), 'AWS::IAM::Policy');
    const { Statement } = PolicyDocument as {
      Statement: { Action: string | string[]; Resource: unknown; Condition?: unknown }[];
    };
    const of = (action: string) => Statement.find(({ Action }) => [Action].flat().includes(action));

    expect(Statement).toHaveLength(4);
    expect(of('cloudwatch:PutMetricData')).toMatchObject({
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Polyregion' } },
    });
    expect(of('sqs:PurgeQueue')?.Resource).toBe('arn:aws:sqs:us-east-1:111122223333:q');
  });
});
