import { setTimeout } from 'node:timers/promises';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  ListMetricsCommand,
  type MetricAlarm,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { burnMetrics } from '../../lambda/burn-meter/burn-metrics';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { moneyNamespace } from '../../lib/contract/metrics';
import { deployedPart } from '../../lib/plan/deployed-part';
import { emulatedAws } from '../../local/deploy/emulated-aws';

const ministack = inject('ministack');
const plan = deployedPart(ministack.plan);
const { account, name: fleet } = plan.fleet;
const region = 'us-west-2'; // on which no other test acts
const aws = emulatedAws(ministack, region, account);
const cloudWatch = new CloudWatchClient(aws);
const alarmName = `${fleet}-spending-above-plan-training`;
const page = '/spending-above-plan-training.md';
const alert = fleetAlerts(plan).find(({ id }) => id === 'spending-above-plan-training');

afterAll(() => cloudWatch.destroy());

describe('the burn meter that was deployed', () => {
  test('runs on its schedule, without being called, and publishes real zeros for every phase', async () => {
    const phases = async (): Promise<(string | undefined)[]> => {
      const { Metrics = [] } = await cloudWatch.send(
        new ListMetricsCommand({ Namespace: 'Polyregion/Money', MetricName: 'UsdPerHour' }),
      );
      return Metrics.map(({ Dimensions = [] }) => Dimensions.find(({ Name }) => Name === 'Phase')?.Value).sort();
    };
    while ((await phases()).length === 0) {
      await setTimeout(1000);
    }

    expect(await phases()).toEqual(['evaluation', 'serving', 'shared', 'training', 'untagged']);
  });

  test('keeps its alarm quiet, and a value above the threshold makes the alarm notify its topic', async () => {
    expect(await alarm()).toMatchObject({ StateValue: 'OK', AlarmDescription: expect.stringContaining(page) });
    const queue = await queueBehind(`arn:aws:sns:${region}:${account}:${fleet}-critical`);
    const threshold = alert?.watches.find((watch) => watch.region === region)?.threshold.value ?? Number.NaN;

    // Put as the meter would: the emulator knows no wildcard in the filter by which the meter finds instances. It judges
    // all five phases together, and what the meter has put since its start counts as well.
    const MetricData = burnMetrics(fleet, new Date(), {
      usdPerHourByPhase: new Map([['training', threshold * 100]]),
      unpriced: [],
    });
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: moneyNamespace, MetricData }));

    expect(await alarm()).toMatchObject({ StateValue: 'ALARM' });
    expect(await queue.next()).toContain(alarmName);
  });
});

async function alarm(): Promise<MetricAlarm | undefined> {
  const { MetricAlarms: [found] = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [alarmName] }));
  return found;
}

/** What the topic's subscribers get. */
async function queueBehind(TopicArn: string): Promise<{ next(): Promise<string> }> {
  const sqs = new SQSClient(aws);
  const sns = new SNSClient(aws);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'on-call' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.QueueArn }));
  sns.destroy();
  return {
    next: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10, MaxNumberOfMessages: 10 }),
      );
      sqs.destroy();
      return Messages.map(({ Body }) => Body).join('\n');
    },
  };
}
