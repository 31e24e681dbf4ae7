import { CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '../../../lambda/cell-review/handler';
import hourly from './hourly-event.json';
import successful from './launch-successful-event.json';

const cloudWatch = mockClient(CloudWatchClient);

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(PutMetricDataCommand).resolves({});
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

const withCause = (Cause: string) => ({ ...successful, detail: { ...successful.detail, Cause } });

describe('the review of cells', () => {
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

  test('publishes nothing about a scale-out where no agent reported', async () => {
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

  test.each([
    [
      'a launch that a schedule asked for',
      withCause('At 2026-11-23T02:59:50Z a scheduled action update of AutoScalingGroup constraints to min: 4'),
    ],
    [
      'a replacement',
      withCause('At 2026-11-23T02:59:50Z an instance was taken out of service in response to a user health-check.'),
    ],
    [
      'a scale-out of another fleet',
      { ...successful, detail: { ...successful.detail, AutoScalingGroupName: 'other' } },
    ],
    ['a launch that failed', { ...successful, 'detail-type': 'EC2 Instance Launch Unsuccessful' }],
    ['an event without detail', { ...successful, detail: null }],
  ])('does nothing about %s', async (_what, event) => {
    await handler(event);

    expect(cloudWatch.calls()).toEqual([]);
  });

  test('fails, to be tried again, where CloudWatch refuses', async () => {
    cloudWatch.on(GetMetricDataCommand).rejects(Object.assign(new Error('no'), { name: 'ThrottlingException' }));

    await expect(handler(hourly)).rejects.toThrow('cells: not reviewed, llama-70b: ThrottlingException');
  });

  test('reviews the other cells where CloudWatch throttles one, and fails for that one alone', async () => {
    // GIVEN two cells, of which one is refused
    const expected = '{"expectedSeconds":{"low":600,"high":1000},"profiledOn":"2026-11-20"}';
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', `{"llama-70b":${expected},"llama-8b":${expected}}`);
    const days = Array.from({ length: 8 }, (_, day) => new Date(Date.UTC(2026, 10, 15 + day)));
    cloudWatch.on(GetMetricDataCommand).callsFake((input) => {
      if (JSON.stringify(input).includes('llama-8b')) {
        throw Object.assign(new Error('no'), { name: 'ThrottlingException' });
      }
      return { MetricDataResults: [{ Id: 's_total', Timestamps: days.slice(6), Values: [1500, 1500] }] };
    });

    await expect(handler(hourly)).rejects.toThrow(/^cells: not reviewed, llama-8b: ThrottlingException$/);

    expect(published().map(([name, value, , , model]) => [name, value, model])).toEqual([
      ['ColdStartDriftRatio', 1.5, 'llama-70b'],
      ['ProfileAgeDays', 3, 'llama-70b'],
      ['ProfileAgeDays', 3, 'llama-8b'],
    ]);
  });

  test.each([
    ['', 'missing'],
    ['{"llama-70b":{"expectedSeconds":{"low":600}}}', 'llama-70b.expectedSeconds.high: expected a number above 0'],
  ])('fails with its configuration %j', async (value, problem) => {
    vi.stubEnv('POLYREGION_REVIEWED_CELLS', value);

    await expect(handler(hourly)).rejects.toThrow(`environment variable POLYREGION_REVIEWED_CELLS: ${problem}`);
  });
});
