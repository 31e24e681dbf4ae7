import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { NoAlarms, type Watched } from '../../lib/constructs/alarms';
import { bundledCode } from '../../lib/constructs/bundled-code';
import { BurnMeter } from '../../lib/constructs/burn-meter';
import { constructStack, propertiesOf } from '../support/construct-stack';

class Heard extends NoAlarms {
  readonly watched: Watched[] = [];

  override watch(watched: Watched): void {
    this.watched.push(watched);
  }
}

describe('the burn meter', () => {
  const stack = constructStack();
  const alarms = new Heard('a test');
  new BurnMeter(stack, 'Meter', { fleet: 'assistant', negotiatedUsdPerHour: { 'p5.48xlarge': 31.5 }, alarms });

  test('is told its fleet and what the region’s prices are', () => {
    expect(propertiesOf(stack, 'AWS::Lambda::Function')).toMatchObject([
      {
        FunctionName: 'assistant-burn-meter',
        Environment: {
          Variables: { POLYREGION_FLEET: 'assistant', POLYREGION_NEGOTIATED_PRICES: '{"p5.48xlarge":31.5}' },
        },
      },
    ]);
  });

  test('runs every minute, and is not run again for a minute that is over', () => {
    expect(propertiesOf(stack, 'AWS::Events::Rule')).toMatchObject([
      {
        ScheduleExpression: 'rate(1 minute)',
        Targets: [{ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }],
      },
    ]);
  });

  test('may list instances and reservations and publish to the namespace of money, and write its own log', () => {
    const statements = propertiesOf(stack, 'AWS::IAM::Policy').flatMap(
      ({ PolicyDocument }) => (PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
    );

    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeInstances',
      'cloudwatch:PutMetricData',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
    expect(statements.find(({ Action }) => Action === 'cloudwatch:PutMetricData')?.Condition).toEqual({
      StringEquals: { 'cloudwatch:namespace': 'Polyregion/Money' },
    });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });

  test('keeps a month of its log', () => {
    expect(propertiesOf(stack, 'AWS::Logs::LogGroup')).toMatchObject([
      { LogGroupName: '/aws/lambda/assistant-burn-meter', RetentionInDays: 30 },
    ]);
  });

  test('asks for its alarms', () => {
    expect(alarms.watched).toEqual([{ component: 'burn-meter' }]);
  });

  test('fails for a lambda that was not built', () => {
    expect(() => bundledCode('nobody')).toThrow('lambda nobody: not built, expected dist/bundles/nobody; run: npm run');
  });
});
