import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
  SetInstanceHealthCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import sample from '../lambda/gpu-repair/repair-requested-event.json';
import { runBundle } from '../support/bundle';
import { type Emulator, startMoto } from '../support/moto';

const table = 'assistant-gpu-repair';
const group = 'assistant-llama-70b-baseline';

let moto: Emulator;
let autoScaling: AutoScalingClient;
let dynamoDb: DynamoDBClient;
let cloudWatch: CloudWatchClient;
const printed: string[] = [];

beforeAll(async () => {
  moto = await startMoto('111122223333');
  const client = {
    endpoint: moto.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  autoScaling = new AutoScalingClient(client);
  dynamoDb = new DynamoDBClient(client);
  cloudWatch = new CloudWatchClient(client);
  await autoScaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: 'x',
      ImageId: 'ami-12c6146b',
      InstanceType: 'p5.48xlarge',
    }),
  );
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: group,
      LaunchConfigurationName: 'x',
      MinSize: 6,
      MaxSize: 20,
      AvailabilityZones: ['us-east-1a'],
    }),
  );
});

afterAll(() => moto.stop());

beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation((line: string) => void printed.push(line));
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'Subject', AttributeType: 'S' },
        { AttributeName: 'Instance', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'Subject', KeyType: 'HASH' },
        { AttributeName: 'Instance', KeyType: 'RANGE' },
      ],
    }),
  );
});

afterEach(async () => {
  printed.length = 0;
  vi.restoreAllMocks();
  await dynamoDb.send(new DeleteTableCommand({ TableName: table })).catch(() => undefined);
});

const instances = async () => {
  const { AutoScalingGroups } = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
  return AutoScalingGroups?.[0]?.Instances ?? [];
};

const unhealthy = async () =>
  (await instances()).filter(({ HealthStatus }) => HealthStatus === 'Unhealthy').map(({ InstanceId }) => InstanceId);

const idOf = async (index: number) => String((await instances())[index]?.InstanceId);

const request = (instanceId: string, secondsAgo = 0, xidCodes = sample.detail.xidCodes) =>
  runBundle(
    'gpu-repair',
    {
      ...sample,
      time: new Date(Date.now() - secondsAgo * 1000).toISOString(),
      detail: { ...sample.detail, instanceId, xidCodes },
    },
    moto.url,
    { POLYREGION_FLEET: 'assistant', POLYREGION_MODELS: '["llama-70b"]', POLYREGION_REPAIR_TABLE: table },
  );

const outcomes = () => printed.map((line) => JSON.parse(line).outcome);

describe('the deployed repair function', () => {
  test('F11, F12: replaces the first that asks, and holds the second in the hour, however often and in whatever order they ask', async () => {
    // GIVEN six instances, of which one may be sick
    const [first, second] = [await idOf(0), await idOf(1)];

    // WHEN
    await request(first);
    await request(first, 300);
    await request(second);
    await request(second);
    await request('i-00000000', 10);
    await request(second, 6 * 3600);

    // THEN
    expect(outcomes()).toEqual(['replaced', 'unhealthy-already', 'held', 'held', 'not-of-the-cell', 'late']);
    expect(await unhealthy()).toEqual([first]);
    const { Items } = await dynamoDb.send(new ScanCommand({ TableName: table }));
    expect(Items?.map(({ Subject, Outcome, Evidence }) => [Subject?.S, Outcome?.S, Evidence?.S]).sort()).toEqual([
      ['cell llama-70b', 'held', sample.detail.evidence],
      ['cell llama-70b', 'replaced', sample.detail.evidence],
      [`group ${group}`, undefined, undefined],
    ]);
  });

  test('F13: leaves an instance alone whose program was at fault', async () => {
    const fourth = await idOf(3);
    const before = await unhealthy();

    for (const code of [13, 31, 94, 126]) {
      await request(fourth, 0, [code]);
    }

    expect(outcomes()).toEqual(Array.from({ length: 4 }, () => 'fault-of-the-program'));
    expect(await unhealthy()).toEqual(before);
  });

  test('lets a group be changed once a minute', async () => {
    const third = await idOf(2);
    await request(third);
    // moto replaces no instance, so only the limit of one change a minute can hold back the next request
    await autoScaling.send(new SetInstanceHealthCommand({ InstanceId: third, HealthStatus: 'Healthy' }));

    await request(third);

    expect(outcomes()).toEqual(['replaced', 'group-changed-just-now']);
  });

  test('replaces no instance without its table, and publishes that', async () => {
    await dynamoDb.send(new DeleteTableCommand({ TableName: table }));
    const before = await unhealthy();

    await request(await idOf(3));

    expect(JSON.parse(String(printed[0]))).toMatchObject({ outcome: 'held', unknown: 'ResourceNotFoundException' });
    expect(await unhealthy()).toEqual(before);
    const { Datapoints } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Polyregion',
        MetricName: 'RepairsHeld',
        Dimensions: [
          { Name: 'Fleet', Value: 'assistant' },
          { Name: 'Model', Value: 'llama-70b' },
        ],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 3600,
        Statistics: ['Maximum'],
      }),
    );
    expect(Datapoints?.map(({ Maximum }) => Maximum)).toContain(1);
  });
});
