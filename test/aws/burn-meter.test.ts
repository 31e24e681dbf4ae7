import { setTimeout } from 'node:timers/promises';
import { CloudWatchClient, DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { emulatedAws } from '../../emulation/deploy/emulated-aws';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { deployedPart } from '../../lib/plan/deployed-part';

const ministack = inject('ministack');
const plan = deployedPart(ministack.plan);
const { account, name: fleet } = plan.fleet;
const region = 'us-west-2'; // on which no other test acts
const aws = emulatedAws(ministack, region, account);
const cloudWatch = new CloudWatchClient(aws);
const alarmName = `${fleet}-spending-above-plan-training`;
const alert = fleetAlerts(plan).find(({ id }) => id === 'spending-above-plan-training');

afterAll(() => cloudWatch.destroy());

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('the burn meter that was deployed', () => {
  test('runs on its schedule, with nobody calling it, and puts real zeros for every phase', async () => {
    const phases = async (): Promise<(string | undefined)[]> => {
      const { Metrics = [] } = await cloudWatch.send(
        new ListMetricsCommand({ Namespace: 'Polyregion', MetricName: 'UsdPerHour' }),
      );
      return Metrics.map(({ Dimensions = [] }) => Dimensions.find(({ Name }) => Name === 'Phase')?.Value).sort();
    };
    while ((await phases()).length === 0) {
      await setTimeout(1000);
    }

    expect(await phases()).toEqual(['evaluation', 'serving', 'shared', 'training', 'untagged']);
  });

  test('sees what was launched without a plan; its alarm fires and tells whom it must', async () => {
    const threshold = alert?.watches.find((watch) => watch.region === region)?.threshold.value ?? Number.NaN;
    // The emulator judges all five phases together, and zeros that the schedule has put halve its averages.
    // A p5.48xlarge costs more than 50 USD/h everywhere.
    const instances = Math.ceil((2 * 5 * threshold) / 50);
    const queue = await queueBehind(`arn:aws:sns:${region}:${account}:${fleet}-critical`);
    const ec2 = new EC2Client(aws);
    await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-00000000000000001',
        InstanceType: 'p5.48xlarge',
        MinCount: instances,
        MaxCount: instances,
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Phase', Value: 'training' }] }],
      }),
    );
    ec2.destroy();
    const lambda = new LambdaClient(aws);
    for (const minutes of [4, 3, 2, 1, 0]) {
      const Payload = JSON.stringify({ time: minutesAgo(minutes) });
      await lambda.send(new InvokeCommand({ FunctionName: `${fleet}-burn-meter`, Payload }));
    }
    lambda.destroy();

    const { MetricAlarms: [alarm] = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [alarmName] }),
    );
    expect(alarm?.StateValue).toBe('ALARM');
    expect(alarm?.AlarmDescription).toContain('/spending-above-plan-training.md');
    expect(await queue.next()).toContain(alarmName);
  });
});

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
