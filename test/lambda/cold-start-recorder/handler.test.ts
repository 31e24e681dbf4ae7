import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cold-start-recorder/handler';
import failed from './launch-failed-event.json';
import unsuccessful from './launch-unsuccessful-event.json';

const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  cloudWatch.reset();
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
