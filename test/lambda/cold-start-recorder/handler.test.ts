import {
  AutoScalingClient,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  SuspendProcessesCommand,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cold-start-recorder/handler';
import failed from './launch-failed-event.json';
import unsuccessful from './launch-unsuccessful-event.json';

const cloudWatch = mockClient(CloudWatchClient);
const autoScaling = mockClient(AutoScalingClient);

beforeEach(() => {
  cloudWatch.reset();
  autoScaling.reset();
  autoScaling.on(DescribeScalingActivitiesCommand).resolves({ Activities: [] });
  autoScaling.on(DescribeInstanceRefreshesCommand).resolves({ InstanceRefreshes: [] });
  autoScaling.on(SuspendProcessesCommand).resolves({});
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_MODELS', '["llama-70b"]');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const published = () =>
  cloudWatch
    .commandCalls(PutMetricDataCommand)
    .flatMap(({ args }) => args[0].input.MetricData ?? [])
    .map(({ MetricName, Value, Timestamp, Dimensions }) => [
      MetricName,
      Value,
      Timestamp?.toISOString(),
      ...(Dimensions ?? []).map(({ Value: of }) => of),
    ]);

const withDetail = (detail: object) => ({ ...unsuccessful, detail: { ...unsuccessful.detail, ...detail } });

describe('the recorder', () => {
  test('counts a launch that AWS refused, for the cell and for its reason, at the time of the event', async () => {
    await handler(unsuccessful);

    expect(published()).toEqual([
      ['LaunchesFailed', 1, '2026-11-23T03:00:00.000Z', 'assistant', 'llama-70b'],
      ['LaunchesFailed', 1, '2026-11-23T03:00:00.000Z', 'assistant', 'llama-70b', 'capacity'],
    ]);
  });

  test('counts what the agent gave up, with its own reason', async () => {
    await handler(failed);

    expect(published()).toEqual([
      ['LaunchesFailed', 1, '2026-11-23T03:10:00.000Z', 'assistant', 'llama-70b'],
      ['LaunchesFailed', 1, '2026-11-23T03:10:00.000Z', 'assistant', 'llama-70b', 'weights'],
    ]);
  });

  test('F14: counts an abandoned hook apart, so that no launch is counted twice', async () => {
    const StatusMessage =
      "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token x was abandoned: Heartbeat Timeout";

    await handler(withDetail({ StatusMessage }));

    expect(published()).toEqual([['LaunchesAbandoned', 1, '2026-11-23T03:00:00.000Z', 'assistant', 'llama-70b']]);
  });

  test('stops the launches of a group after the third instance in a row that never answered, and says so', async () => {
    const StatusMessage =
      "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token x was abandoned: Heartbeat Timeout";
    const launch = { Description: 'Launching a new EC2 instance: i-1', StatusCode: 'Cancelled', StatusMessage };
    const at = new Date('2026-11-23T02:00:00Z');
    autoScaling.on(DescribeScalingActivitiesCommand).resolves({
      Activities: [
        { ...launch, EndTime: undefined },
        { ...launch, EndTime: at },
        { ...launch, Description: 'Terminating EC2 instance: i-1', StatusCode: 'Successful', EndTime: at },
        { ...launch, EndTime: at },
        { ...launch, EndTime: at },
      ] as never,
    });
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);

    await handler(withDetail({ StatusMessage }));

    expect(published().map(([name, value, , , model]) => [name, value, model])).toEqual([
      ['LaunchesAbandoned', 1, 'llama-70b'],
    ]);
    expect(autoScaling.commandCalls(SuspendProcessesCommand).map(({ args }) => args[0].input)).toEqual([
      { AutoScalingGroupName: 'assistant-llama-70b-baseline', ScalingProcesses: ['Launch'] },
    ]);
  });

  test('stops nothing while a version is rolled out, and counts all the same', async () => {
    const StatusMessage = 'Lifecycle Action with token x was abandoned: Heartbeat Timeout';
    const launch = { Description: 'Launching a new EC2 instance: i-1', StatusCode: 'Cancelled', StatusMessage };
    autoScaling.on(DescribeScalingActivitiesCommand).resolves({
      Activities: [1, 2, 3].map(() => ({ ...launch, EndTime: new Date(0) })) as never,
    });
    autoScaling
      .on(DescribeInstanceRefreshesCommand)
      .resolves({ InstanceRefreshes: [{ Status: 'RollbackInProgress' }] });

    await handler(withDetail({ StatusMessage }));

    expect(autoScaling.commandCalls(SuspendProcessesCommand)).toEqual([]);
    expect(published().map(([name]) => name)).toEqual(['LaunchesAbandoned']);
  });

  test.each([
    ['a group of another fleet', withDetail({ AutoScalingGroupName: 'assistant-llama-70b-v2-baseline' })],
    ['a group without a name', withDetail({ AutoScalingGroupName: undefined })],
    ['an agent of another fleet', { ...failed, detail: { ...failed.detail, fleet: 'other' } }],
    ['a model without a cell here', { ...failed, detail: { ...failed.detail, model: 'llama-8b' } }],
    ['an unknown reason', { ...failed, detail: { ...failed.detail, reason: 'moon' } }],
    ['an event without a time', { ...unsuccessful, time: 'soon' }],
    ['an event without detail', { ...unsuccessful, detail: null }],
  ])('does nothing about %s', async (_what, event) => {
    await handler(event);

    expect(cloudWatch.calls()).toEqual([]);
  });

  test('fails, to be tried again, where CloudWatch refuses', async () => {
    cloudWatch.on(PutMetricDataCommand).rejects(Object.assign(new Error('no'), { name: 'ThrottlingException' }));

    await expect(handler(unsuccessful)).rejects.toThrow('failed launch: not recorded, ThrottlingException');
  });

  test('fails without its configuration', async () => {
    vi.stubEnv('POLYREGION_MODELS', '');

    await expect(handler(unsuccessful)).rejects.toThrow('environment variable POLYREGION_MODELS: missing');
  });
});
