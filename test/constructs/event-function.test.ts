import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { EventFunction, publishFleetMetrics } from '../../lib/constructs/event-function';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

function stackWith(oneAtATime: boolean) {
  const stack = constructStack();
  new EventFunction(stack, 'Function', {
    bundle: 'gpu-repair',
    functionName: 'assistant-example',
    logGroupName: '/aws/lambda/assistant-example',
    description: 'An example',
    environment: { POLYREGION_FLEET: 'assistant' },
    permissions: [
      publishFleetMetrics(),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-east-1:111122223333:q'] }),
    ],
    oneAtATime,
  });
  return stack;
}

describe('a function that reads events', () => {
  test.each([
    [true, 1],
    [false, undefined],
  ])('whose copies would be in each other’s way (%s) runs in so many: %s', (oneAtATime, copies) => {
    const { ReservedConcurrentExecutions } = onlyPropertiesOf(stackWith(oneAtATime), 'AWS::Lambda::Function');

    expect(ReservedConcurrentExecutions).toBe(copies);
  });

  test('has its own name and environment, and writes one log of its own for three months', () => {
    const stack = stackWith(true);

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
    const { PolicyDocument } = onlyPropertiesOf(stackWith(true), 'AWS::IAM::Policy');
    const { Statement } = PolicyDocument as {
      Statement: { Action: string | string[]; Resource: unknown; Condition?: unknown }[];
    };
    const of = (action: string) => Statement.find(({ Action }) => [Action].flat().includes(action));

    expect(Statement).toHaveLength(3);
    expect(of('cloudwatch:PutMetricData')).toMatchObject({
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Polyregion' } },
    });
    expect(of('sqs:SendMessage')?.Resource).toBe('arn:aws:sqs:us-east-1:111122223333:q');
  });
});
