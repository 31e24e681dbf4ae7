import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, GraphWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunctionResource, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { bundledCode } from '../../../lib/constructs/bundled-code';

export interface BareOperationsStackProps extends StackProps {
  readonly alarms: number;
}

export class BareOperationsStack extends Stack {
  private readonly key = new Key(this, 'Key', { enableKeyRotation: true });

  constructor(scope: Construct, id: string, { alarms: count, ...props }: BareOperationsStackProps) {
    super(scope, id, props);
    const topics = ['Critical', 'Warning'].map((topicId) => this.topic(topicId));
    const alarms = Array.from({ length: count }, (_, index) => {
      const alarm = new Alarm(this, `Alarm${index}`, {
        metric: metric(`metric-${index}`),
        threshold: 1,
        evaluationPeriods: 3,
      });
      for (const topic of topics.slice(index % 2, (index % 2) + 1)) {
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
      }
      return alarm;
    });
    this.meter();
    const graphs = ['load', 'latency', 'cost'].map((title) => new GraphWidget({ title, left: [metric(title)] }));
    new Dashboard(this, 'Dashboard', { widgets: [[new AlarmStatusWidget({ alarms })], graphs] });
  }

  private topic(id: string): Topic {
    const topic = new Topic(this, id, { masterKey: this.key });
    topic.addSubscription(new EmailSubscription('on-call@example.com'));
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    return topic;
  }

  private meter(): void {
    const meter = new LambdaFunctionResource(this, 'Meter', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: bundledCode('burn-meter'),
      logGroup: new LogGroup(this, 'Logs'),
    });
    meter.addToRolePolicy(new PolicyStatement({ actions: ['ec2:DescribeInstances'], resources: ['*'] }));
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(meter)],
    });
  }
}

const metric = (metricName: string): Metric => new Metric({ namespace: 'Bare', metricName });
