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
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/gpu-repair/handler';
import type { RepairEvent } from '../../../lambda/gpu-repair/read-request';
import sample from './repair-requested-event.json';

const event = sample as unknown as RepairEvent;
const autoScaling = mockClient(AutoScalingClient);
const cloudWatch = mockClient(CloudWatchClient);
const dynamoDb = mockClient(DynamoDBClient);
const info = vi.spyOn(console, 'info');

const group = (healthy: number) => ({
  AutoScalingGroups: [
    {
      AutoScalingGroupName: 'assistant-llama-70b-baseline',
      Instances: Array.from({ length: healthy }, (_, index) => ({
        InstanceId: `i-0123456789abcdef${index}`,
        LifecycleState: 'InService',
        HealthStatus: 'Healthy',
      })),
    },
  ],
});

beforeEach(() => {
  autoScaling.reset();
  cloudWatch.reset();
  dynamoDb.reset();
  autoScaling.on(DescribeAutoScalingGroupsCommand).resolves(group(3) as never);
  autoScaling.on(SetInstanceHealthCommand).resolves({});
  dynamoDb.on(UpdateItemCommand).resolves({});
  dynamoDb.on(QueryCommand).resolves({ Count: 1 });
  cloudWatch.on(PutMetricDataCommand).resolves({});
  info.mockReset().mockImplementation(() => undefined);
  vi.useFakeTimers({ now: new Date('2026-11-23T03:00:20Z'), toFake: ['Date'] });
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
  vi.stubEnv('POLYREGION_REPAIR_TABLE', 'assistant-gpu-repair');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const replaced = () => autoScaling.commandCalls(SetInstanceHealthCommand).map(({ args }) => args[0].input);
const held = () =>
  cloudWatch
    .commandCalls(PutMetricDataCommand)
    .flatMap(({ args }) => args[0].input.MetricData?.map(({ Value }) => Value));
const logged = () => JSON.parse(String(info.mock.calls[0]?.[0]));

describe('the repair function', () => {
  test('F11: has one sick instance replaced, and publishes that nothing was held', async () => {
    await handler(event);

    expect(replaced()).toEqual([
      { InstanceId: 'i-0123456789abcdef0', HealthStatus: 'Unhealthy', ShouldRespectGracePeriod: false },
    ]);
    expect(held()).toEqual([0]);
    expect(logged()).toEqual({
      model: 'llama-70b',
      instanceId: 'i-0123456789abcdef0',
      reason: 'gpu-fault',
      xidCodes: [79],
      outcome: 'replaced',
      sick: 1,
      inService: 3,
    });
  });

  test('asks about every group that the cell may have', async () => {
    await handler(event);

    expect(autoScaling.commandCalls(DescribeAutoScalingGroupsCommand)[0]?.args[0].input.AutoScalingGroupNames).toEqual([
      'assistant-llama-70b-baseline',
      'assistant-llama-70b-overflow',
      'assistant-llama-70b-capacity-block',
    ]);
  });

  test('F11: keeps the evidence for 90 days before it changes anything', async () => {
    await handler(event);

    const [remembered] = dynamoDb.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
    expect(remembered?.ExpressionAttributeValues?.[':evidence']?.S).toBe(sample.detail.evidence);
    expect(Number(remembered?.ExpressionAttributeValues?.[':expires']?.N)).toBe(
      Date.parse(sample.time) / 1000 + 90 * 24 * 3600,
    );
  });

  test('holds back where two of three are sick, and pages', async () => {
    dynamoDb.on(QueryCommand).resolves({ Count: 2 });

    await handler(event);

    expect(replaced()).toEqual([]);
    expect(held()).toEqual([1]);
  });

  test('F12: replaces two of ten that are sick, holds the third, and pages', async () => {
    autoScaling.on(DescribeAutoScalingGroupsCommand).resolves(group(10) as never);
    dynamoDb.on(QueryCommand).resolvesOnce({ Count: 2 }).resolvesOnce({ Count: 3 });

    await handler(event);
    await handler(event);

    expect(replaced()).toHaveLength(1);
    expect(held()).toEqual([0, 1]);
  });

  test.each([[13], [31], [94], [126]])('F13: Xid %i alone replaces no instance, and raises no alarm', async (code) => {
    await handler({ ...event, detail: { ...event.detail, xidCodes: [code] } });

    expect(replaced()).toEqual([]);
    expect(dynamoDb.calls()).toEqual([]);
    expect(held()).toEqual([0]);
  });

  test('counts every instance that was sick within the hour, replaced ones included, over all pages', async () => {
    dynamoDb
      .on(QueryCommand)
      .resolvesOnce({ Count: 1, LastEvaluatedKey: { Subject: { S: 'x' } } })
      .resolvesOnce({ Count: 1 });

    await handler(event);

    const { input } = dynamoDb.commandCalls(QueryCommand)[0]?.args[0] ?? {};
    expect(input).toMatchObject({ ConsistentRead: true });
    expect(Number(input?.ExpressionAttributeValues?.[':since']?.N)).toBe(Date.parse('2026-11-23T02:00:20Z') / 1000);
    expect(held()).toEqual([1]);
  });

  test.each([
    ['cannot be written', () => dynamoDb.on(UpdateItemCommand).rejects(new Error('InternalServerError'))],
    ['cannot be read', () => dynamoDb.on(QueryCommand).rejects(new Error('InternalServerError'))],
  ])('replaces nothing and pages where its table %s', async (_what, break_) => {
    break_();

    await handler(event);

    expect(replaced()).toEqual([]);
    expect(held()).toEqual([1]);
    expect(logged()).toMatchObject({ outcome: 'held', unknown: 'Error' });
  });

  test('waits for the next request where the group was changed a moment ago', async () => {
    const taken = new ConditionalCheckFailedException({ message: 'x', $metadata: {} });
    dynamoDb
      .on(UpdateItemCommand, { Key: { Subject: { S: 'group assistant-llama-70b-baseline' }, Instance: { S: '-' } } })
      .rejects(taken);

    await handler(event);

    expect(replaced()).toEqual([]);
    expect(held()).toEqual([0]);
    expect(logged()).toMatchObject({ outcome: 'group-changed-just-now' });
  });

  test('treats a repeated or reordered request as the first', async () => {
    const known = new ConditionalCheckFailedException({ message: 'x', $metadata: {} });
    dynamoDb
      .on(UpdateItemCommand, { Key: { Subject: { S: 'cell llama-70b' }, Instance: { S: 'i-0123456789abcdef0' } } })
      .rejects(known);

    await handler(event);

    expect(replaced()).toHaveLength(1);
  });

  test.each([
    ['six hours late', { ...event, time: '2026-11-22T21:00:00Z' }],
    ['about an instance that is gone', { ...event, detail: { ...event.detail, instanceId: 'i-0fedcba9876543210' } }],
  ])('does nothing, and raises no alarm, %s', async (_what, other) => {
    await handler(other);

    expect(replaced()).toEqual([]);
    expect(dynamoDb.calls()).toEqual([]);
    expect(held()).toEqual([0]);
  });

  test('does nothing at all with a request of another fleet', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

    await handler({ ...event, detail: { ...event.detail, fleet: 'other' } });

    expect([...autoScaling.calls(), ...dynamoDb.calls(), ...cloudWatch.calls()]).toEqual([]);
    expect(warn).toHaveBeenCalledWith('{"outcome":"no-request-of-this-fleet"}');
  });

  test.each([
    ['asked', () => autoScaling.on(DescribeAutoScalingGroupsCommand).rejects(throttled())],
    ['told', () => autoScaling.on(SetInstanceHealthCommand).rejects(throttled())],
  ])('fails, to be tried again, where Auto Scaling cannot be %s', async (_what, break_) => {
    break_();

    await expect(handler(event)).rejects.toThrow('i-0123456789abcdef0: not handled, Throttling');
  });

  test('has the instance replaced, and fails to be tried again, where CloudWatch takes no metric', async () => {
    cloudWatch.on(PutMetricDataCommand).rejects(throttled());

    await expect(handler(event)).rejects.toThrow('not handled, Throttling');

    expect(autoScaling.commandCalls(SetInstanceHealthCommand)).toHaveLength(1);
  });

  test('fails without its configuration', async () => {
    vi.stubEnv('POLYREGION_REPAIR_TABLE', '');

    await expect(handler(event)).rejects.toThrow('environment variable POLYREGION_REPAIR_TABLE: missing');
  });
});

const throttled = (): Error => Object.assign(new Error('Rate exceeded for i-0'), { name: 'Throttling' });
