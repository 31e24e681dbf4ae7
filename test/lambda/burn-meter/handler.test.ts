import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeCapacityReservationsCommand, DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/burn-meter/handler';
import { capacityBlockPrice } from '../../../lib/catalogue/capacity-block-prices';
import event from './scheduled-event.json';

const context = { invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:assistant-burn-meter' };
const ec2 = mockClient(EC2Client);
const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  ec2.reset();
  cloudWatch.reset();
  ec2.on(DescribeCapacityReservationsCommand).resolves({});
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_NEGOTIATED_PRICES', '{}');
  vi.stubEnv('AWS_REGION', 'us-east-1');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const instance = (InstanceType: 'p5.48xlarge' | 'g5.xlarge', ...tags: [string, string][]) => ({
  InstanceType,
  Tags: tags.map(([Key, Value]) => ({ Key, Value })),
});

const published = () => cloudWatch.commandCalls(PutMetricDataCommand)[0]?.args[0].input;

const usdOf = (phase: string) =>
  published()?.MetricData?.find(({ Dimensions }) => Dimensions?.[1]?.Value === phase)?.Value;

describe('the burn meter', () => {
  test('publishes every phase, with the time of its event', async () => {
    // GIVEN two pages of instances
    ec2
      .on(DescribeInstancesCommand)
      .resolvesOnce({
        NextToken: 'more',
        Reservations: [{ Instances: [instance('p5.48xlarge', ['Phase', 'serving'])] }],
      })
      .resolvesOnce({ Reservations: [{ Instances: [instance('g5.xlarge', ['Name', 'x'])] }] });

    // WHEN
    await handler(event, context);

    // THEN
    expect(published()?.Namespace).toBe('Polyregion/Money');
    const usd = published()?.MetricData?.filter(({ MetricName }) => MetricName === 'UsdPerHour');
    expect(usd?.map(({ Dimensions, Value }) => [Dimensions?.[1]?.Value, Value])).toEqual([
      ['training', 0],
      ['evaluation', 0],
      ['serving', 55.04],
      ['shared', 0],
      ['untagged', 1.01],
    ]);
    expect(usd?.[0]?.Dimensions?.[0]).toEqual({ Name: 'Fleet', Value: 'assistant' });
    expect(usd?.[0]?.Timestamp).toEqual(new Date('2026-11-23T03:00:00Z'));
  });

  test('asks for running GPU instances only', async () => {
    ec2.on(DescribeInstancesCommand).resolves({});

    await handler(event, context);

    expect(ec2.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'instance-state-name', Values: ['running'] },
      { Name: 'instance-type', Values: ['g*', 'p*'] },
    ]);
  });

  test('names what it cannot price, and publishes how many', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    ec2
      .on(DescribeInstancesCommand)
      .resolves({ Reservations: [{ Instances: [{ InstanceType: 'p9.metal' as 'g5.xlarge' }] }] });

    await handler(event, context);

    expect(warn).toHaveBeenCalledWith('{"unpriced":["p9.metal"]}');
    expect(published()?.MetricData?.find(({ MetricName }) => MetricName === 'UnpricedInstances')?.Value).toBe(1);
  });

  test('prices each instance by how it was bought', async () => {
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [
        {
          Instances: [
            { InstanceType: 'p5.48xlarge', InstanceLifecycle: 'capacity-block' },
            { InstanceType: 'p5.48xlarge', PlatformDetails: 'Windows' },
            { InstanceType: 'p5.48xlarge', Placement: { Tenancy: 'dedicated' } },
          ],
        },
      ],
    });
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

    await handler(event, context);

    expect(warn).toHaveBeenCalledWith(
      '{"unpriced":["p5.48xlarge (licensed system)","p5.48xlarge (dedicated hardware)"]}',
    );
    // 2 × 55.04 on demand, and the Capacity Block at its own price
    expect(usdOf('untagged')).toBeCloseTo(
      2 * 55.04 + (capacityBlockPrice('p5.48xlarge', 'us-east-1') ?? Number.NaN),
      2,
    );
  });

  test('counts the places of reservations that no instance takes, in their phase', async () => {
    ec2.on(DescribeInstancesCommand).resolves({});
    ec2.on(DescribeCapacityReservationsCommand).resolves({
      CapacityReservations: [
        {
          InstanceType: 'p5.48xlarge',
          InstancePlatform: 'Linux/UNIX',
          Tenancy: 'default',
          TotalInstanceCount: 3,
          AvailableInstanceCount: 2,
          Tags: [{ Key: 'Phase', Value: 'training' }],
        },
        { InstanceType: 'm7i.large', AvailableInstanceCount: 50 },
        // Another account shares this one, and pays for it.
        { InstanceType: 'p5.48xlarge', AvailableInstanceCount: 8, OwnerId: '444455556666' },
        { InstanceType: 'p5.48xlarge', AvailableInstanceCount: 0, OwnerId: '111122223333' },
      ],
    });

    await handler(event, context);

    expect(usdOf('training')).toBe(110.08);
    expect(usdOf('untagged')).toBe(0);
  });

  test('publishes what runs, and fails, when reservations cannot be listed', async () => {
    ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [instance('p5.48xlarge')] }] });
    ec2
      .on(DescribeCapacityReservationsCommand)
      .rejects(Object.assign(new Error('no'), { name: 'UnauthorizedOperation' }));

    await expect(handler(event, context)).rejects.toThrow('reservations: not counted, UnauthorizedOperation');
    expect(usdOf('untagged')).toBe(55.04);
  });

  test('fails, and publishes nothing, when the instances cannot be listed', async () => {
    ec2.on(DescribeInstancesCommand).rejects(new Error('RequestLimitExceeded'));

    await expect(handler(event, context)).rejects.toThrow('RequestLimitExceeded');
    expect(cloudWatch.commandCalls(PutMetricDataCommand)).toHaveLength(0);
  });

  test('fails, and publishes no part of the price, when a later page of instances cannot be read', async () => {
    ec2
      .on(DescribeInstancesCommand)
      .resolvesOnce({ NextToken: 'more', Reservations: [{ Instances: [instance('p5.48xlarge')] }] })
      .rejects(Object.assign(new Error('later'), { name: 'InternalError' }));

    await expect(handler(event, context)).rejects.toThrow('later');
    expect(published()).toBeUndefined();
  });

  test('fails at an event without a time, instead of publishing for a minute that it made up', async () => {
    ec2.on(DescribeInstancesCommand).resolves({});

    await expect(handler({} as typeof event, context)).rejects.toThrow('event: no time');
    expect(published()).toBeUndefined();
  });

  test('fails without its configuration', async () => {
    vi.stubEnv('POLYREGION_FLEET', '');

    await expect(handler(event, context)).rejects.toThrow('environment variable POLYREGION_FLEET: missing');
  });
});
