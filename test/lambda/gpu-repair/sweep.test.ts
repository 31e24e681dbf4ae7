import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetInstanceHealthCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/gpu-repair/handler';
import type { RepairEvent } from '../../../lambda/gpu-repair/read-request';

const autoScaling = mockClient(AutoScalingClient);
const balancing = mockClient(ElasticLoadBalancingV2Client);
const cloudWatch = mockClient(CloudWatchClient);
const dynamoDb = mockClient(DynamoDBClient);
const event = {
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  time: '',
  detail: {},
} as unknown as RepairEvent;
const now = Date.parse('2026-11-27T03:00:00Z') / 1000;
const [first, second, third] = ['i-0000000000000000a', 'i-0000000000000000b', 'i-0000000000000000c'];

interface Seen {
  readonly state: string;
  readonly reason?: string;
}

const silent: Seen = { state: 'unhealthy', reason: 'Target.Timeout' };
const notReady: Seen = { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' };
const healthy: Seen = { state: 'healthy' };

/** A cell of three instances, and how the load balancer sees them; one that it does not name is not registered. */
function world(seen: Readonly<Record<string, Seen>>, outOfReachForSeconds: number, lifecycleState = 'InService') {
  autoScaling.on(DescribeAutoScalingGroupsCommand).resolves({
    AutoScalingGroups: [
      {
        AutoScalingGroupName: 'assistant-llama-70b-baseline',
        TargetGroupARNs: ['serving'],
        Instances: [first, second, third].map((InstanceId) => ({
          InstanceId,
          LifecycleState: lifecycleState,
          HealthStatus: 'Healthy',
        })),
      },
    ],
  } as never);
  balancing.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: Object.entries(seen).map(([Id, { state, reason }]) => ({
      Target: { Id },
      TargetHealth: { State: state, Reason: reason },
    })),
  } as never);
  dynamoDb.on(UpdateItemCommand).callsFake(({ Key, ReturnValues }) => {
    if (Key.Subject.S !== 'out-of-reach llama-70b') {
      return {};
    }
    if (ReturnValues === undefined) {
      throw new ConditionalCheckFailedException({ message: 'seen before', $metadata: {} });
    }
    return { Attributes: { FirstSeenAt: { N: String(now - outOfReachForSeconds) } } };
  });
}

beforeEach(() => {
  for (const client of [autoScaling, balancing, cloudWatch, dynamoDb]) {
    client.reset();
  }
  autoScaling.on(SetInstanceHealthCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Count: 1 });
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.useFakeTimers({ now: now * 1000, toFake: ['Date'] });
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
  vi.stubEnv('POLYREGION_REPAIR_TABLE', 'assistant-gpu-repair');
  vi.stubEnv('POLYREGION_LAUNCH_LIMITS', '{"llama-70b":1800}');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const replaced = () => autoScaling.commandCalls(SetInstanceHealthCommand).map(({ args }) => args[0].input.InstanceId);
const published = () =>
  cloudWatch
    .commandCalls(PutMetricDataCommand)
    .flatMap(({ args }) => args[0].input.MetricData ?? [])
    .map(({ MetricName, Value }) => [MetricName, Value]);
const well = { [first]: healthy, [second]: healthy, [third]: healthy };

describe('a sweep', () => {
  test.each([
    ['whose agent is silent', { ...well, [first]: silent }, 600],
    ['that stands in no target group', { [second]: healthy, [third]: healthy }, 600],
    ['that says for longer than a launch that it is not ready', { ...well, [first]: notReady }, 1800],
  ] as const)('has an instance replaced %s', async (_what, seen, seconds) => {
    world(seen, seconds);

    await handler(event);

    expect(replaced()).toEqual([first]);
    expect(published()).toEqual([
      ['InstancesLost', 1],
      ['LaunchesStopped', 0],
      ['RepairsHeld', 0],
    ]);
  });

  test.each([
    ['healthy', well, 9999],
    ['silent for less than ten minutes', { ...well, [first]: silent }, 599],
    ['not ready for less than a launch may take', { ...well, [first]: notReady }, 1799],
    ['registered a moment ago', { ...well, [first]: { state: 'initial' } }, 9999],
    ['leaving', { ...well, [first]: { state: 'draining' } }, 9999],
  ] as const)('leaves an instance alone that is %s', async (_what, seen, seconds) => {
    world(seen, seconds);

    await handler(event);

    expect(replaced()).toEqual([]);
    expect(published()).toEqual([
      ['InstancesLost', 0],
      ['LaunchesStopped', 0],
    ]);
  });

  test('leaves instances alone that Auto Scaling does not count yet', async () => {
    world({}, 9999, 'Pending:Wait');

    await handler(event);

    expect(replaced()).toEqual([]);
  });

  test('replaces nothing where the load balancer reaches none of the cell: the breaker holds, and pages', async () => {
    world({ [first]: silent, [second]: silent, [third]: silent }, 600);
    dynamoDb.on(QueryCommand).resolves({ Count: 3 });

    await handler(event);

    expect(replaced()).toEqual([]);
    expect(published()).toEqual([
      ['InstancesLost', 3],
      ['LaunchesStopped', 0],
      ['RepairsHeld', 1],
      ['RepairsHeld', 1],
      ['RepairsHeld', 1],
    ]);
  });

  test('begins to count where it has not seen the instance so before', async () => {
    world({ ...well, [first]: silent }, 9999);
    dynamoDb.on(UpdateItemCommand).resolves({});

    await handler(event);

    expect(replaced()).toEqual([]);
    const [begun] = dynamoDb.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
    expect(begun?.Key).toEqual({ Subject: { S: 'out-of-reach llama-70b' }, Instance: { S: first } });
    expect(begun?.ConditionExpression).toContain('LastSeenAt < :before');
    expect(begun?.ExpressionAttributeValues?.[':before']?.N, 'two and a half sweeps ago').toBe(String(now - 750));
  });

  test('publishes what it found, and goes on next time, where AWS answers so slowly that its time runs out', async () => {
    world({ ...well, [first]: silent, [second]: silent }, 600);
    autoScaling.on(SetInstanceHealthCommand).callsFake(() => {
      vi.advanceTimersByTime(12_000); // longer than is left beside the 49 s that one more request may take
      return {};
    });

    await expect(handler(event)).rejects.toThrow('not swept, llama-70b: OutOfTime');

    expect(replaced()).toEqual([first]);
    expect(published()).toContainEqual(['InstancesLost', 2]);
  });

  test.each([
    ['may launch none, and goes on saying so', 3, [{ ProcessName: 'Launch' }], 1],
    ['is told not to replace instances of which zones have more', 3, [{ ProcessName: 'AZRebalance' }], 0],
    ['is emptied on purpose', 0, [{ ProcessName: 'Launch' }], 0],
  ])('counts a group as stopped or not that %s', async (_what, MaxSize, SuspendedProcesses, stopped) => {
    world(well, 0);
    autoScaling.on(DescribeAutoScalingGroupsCommand).resolves({
      AutoScalingGroups: [{ AutoScalingGroupName: 'assistant-llama-70b-baseline', MaxSize, SuspendedProcesses }],
    } as never);

    await handler(event);
    await handler(event);

    expect(published().filter(([name]) => name === 'LaunchesStopped')).toEqual([
      ['LaunchesStopped', stopped],
      ['LaunchesStopped', stopped],
    ]);
  });

  test('fails for a cell that cannot be read, and looks at the next one all the same', async () => {
    vi.stubEnv('POLYREGION_LAUNCH_LIMITS', '{"llama-8b":1800,"llama-70b":1800}');
    world({ ...well, [first]: silent }, 600);
    autoScaling
      .on(DescribeAutoScalingGroupsCommand, {
        AutoScalingGroupNames: [
          'assistant-llama-8b-baseline',
          'assistant-llama-8b-overflow',
          'assistant-llama-8b-capacity-block',
        ],
      })
      .rejects(Object.assign(new Error('slower'), { name: 'Throttling' }));

    await expect(handler(event)).rejects.toThrow('not swept, llama-8b: Throttling');

    expect(replaced()).toEqual([first]);
  });
});
