import { CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cold-start-recorder/handler';
import hourly from './hourly-event.json';
import failed from './launch-failed-event.json';
import successful from './launch-successful-event.json';
import unsuccessful from './launch-unsuccessful-event.json';

const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(PutMetricDataCommand).resolves({});
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubEnv('POLYREGION_FLEET', 'assistant');
  vi.stubEnv('POLYREGION_REVIEWED_CELLS', '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000}}}');
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

const withCause = (Cause: string) => ({ ...successful, detail: { ...successful.detail, Cause } });

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
    ['a group of somebody else', withDetail({ AutoScalingGroupName: 'assistant-llama-70b-v2-baseline' })],
    ['a group without a name', withDetail({ AutoScalingGroupName: undefined })],
    [
      'a launch that a schedule asked for',
      withCause('At 2026-11-23T02:59:50Z a scheduled action update of AutoScalingGroup constraints to min: 4'),
    ],
    [
      'a replacement',
      withCause('At 2026-11-23T02:59:50Z an instance was taken out of service in response to a user health-check.'),
    ],
    [
      'a scale-out of somebody else',
      { ...successful, detail: { ...successful.detail, AutoScalingGroupName: 'other' } },
    ],
    ['an agent of another fleet', { ...failed, detail: { ...failed.detail, fleet: 'other' } }],
    ['a model without a cell here', { ...failed, detail: { ...failed.detail, model: 'llama-8b' } }],
    ['a reason that nobody knows', { ...failed, detail: { ...failed.detail, reason: 'moon' } }],
    ['an event without a time', { ...unsuccessful, time: 'soon' }],
    ['an event without detail', { ...unsuccessful, detail: null }],
  ])('does nothing about %s', async (_what, event) => {
    await handler(event);

    expect(cloudWatch.calls()).toEqual([]);
  });

  test('compares the day before with the week before it, and the whole with the plan', async () => {
    // GIVEN downloads that took 100 s for a week and 250 s yesterday, in all 1,500 s
    const days = Array.from({ length: 8 }, (_, day) => new Date(Date.UTC(2026, 10, 15 + day)));
    cloudWatch
      .on(GetMetricDataCommand)
      .resolvesOnce({
        NextToken: 'more',
        MetricDataResults: [{ Id: 's_weights', Timestamps: days.slice(0, 3), Values: [100, 100, 100] }],
      })
      .resolvesOnce({
        MetricDataResults: [
          { Id: 's_weights', Timestamps: days.slice(3), Values: [100, 100, 100, 100, 250] },
          { Id: 's_total', Timestamps: days.slice(6), Values: [1500, 1500] },
        ],
      });

    await handler(hourly);

    expect(published()).toEqual([
      ['ColdStartRegressionRatio', 2.5, '2026-11-23T00:30:00.000Z', 'assistant', 'llama-70b'],
      ['ColdStartDriftRatio', 1.5, '2026-11-23T00:30:00.000Z', 'assistant', 'llama-70b'],
      ['ProfileAgeDays', 3650, '2026-11-23T00:30:00.000Z', 'assistant', 'llama-70b'],
    ]);
    const { input } = cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0] ?? {};
    expect([input?.StartTime, input?.EndTime]).toEqual([days[0], new Date('2026-11-23T00:00:00Z')]);
    expect(input?.MetricDataQueries).toHaveLength(11);
  });

  // The share of instances that nothing holds back, by the minute.
  test.each([
    [[1, 1, 1], 1],
    [[0.5, 1, 0.5], 1],
    [[1, 0.4, 1], 0],
    [[0, 0, 0], 0],
  ])('says whether anything held the cell back before it scaled out: %j is %i', async (Values, expected) => {
    cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ Id: 'free', Values }] });

    await handler(successful);

    expect(published()).toEqual([
      ['LaunchesWithoutBottleneck', expected, '2026-11-23T02:59:56.000Z', 'assistant', 'llama-70b'],
    ]);
    const { input } = cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0] ?? {};
    expect(input?.MetricDataQueries?.[0]?.MetricStat?.Metric?.Dimensions?.at(-1)).toEqual({
      Name: 'Bottleneck',
      Value: 'none',
    });
  });

  test('says nothing of a scale-out where the agents said nothing', async () => {
    cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [{ Id: 'free', Values: [] }] });

    await handler(successful);

    expect(published()).toEqual([]);
  });

  test('publishes no ratio where nothing was launched, and the age of the profile all the same', async () => {
    vi.stubEnv(
      'POLYREGION_REVIEWED_CELLS',
      '{"llama-70b":{"expectedSeconds":{"low":600,"high":1000},"profiledOn":"2026-11-20"}}',
    );
    cloudWatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });

    await handler(hourly);

    expect(published()).toEqual([['ProfileAgeDays', 3, '2026-11-23T00:30:00.000Z', 'assistant', 'llama-70b']]);
  });

  test('says what is usual for every minute until after the next run', async () => {
    const days = Array.from({ length: 8 }, (_, day) => new Date(Date.UTC(2026, 10, 15 + day)));
    cloudWatch.on(GetMetricDataCommand).resolves({
      MetricDataResults: [{ Id: 'firstTokens', Timestamps: days, Values: [9, 0.1, 0.2, 0.3, 0.2, 0.2, 0.2, 0.4] }],
    });

    await handler(hourly);

    const usual = published().filter(([name]) => name === 'UsualTimeToFirstTokenSeconds');
    expect(usual).toHaveLength(110);
    expect(new Set(usual.map(([, value]) => value))).toEqual(new Set([0.2]));
    expect([usual[0]?.[2], usual[1]?.[2], usual.at(-1)?.[2]]).toEqual([
      '2026-11-23T00:30:00.000Z',
      '2026-11-23T00:31:00.000Z',
      '2026-11-23T02:19:00.000Z',
    ]);
  });

  test('fails, to be tried again, where CloudWatch refuses', async () => {
    cloudWatch.on(PutMetricDataCommand).rejects(Object.assign(new Error('no'), { name: 'ThrottlingException' }));

    await expect(handler(unsuccessful)).rejects.toThrow('launches: not recorded, ThrottlingException');
  });

  test('fails without its configuration', async () => {
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', '');

    await expect(handler(unsuccessful)).rejects.toThrow('environment variable POLYREGION_REVIEWED_CELLS: missing');
  });
});
