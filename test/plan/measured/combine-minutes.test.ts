import { describe, expect, test } from 'vitest';
import { loadBin } from '../../../lib/fleet/measurements';
import { combineMinutes, leastMinutes, type MeasuredMinute } from '../../../lib/plan/measured/combine-minutes';

const minute = (change: Partial<MeasuredMinute> = {}): MeasuredMinute => ({
  day: '2026-11-24',
  requestsInFlight: 120,
  replicasReady: 6,
  requests: 1560,
  inputTokens: 1_872_000,
  outputTokens: 327_600,
  timeToFirstToken: { p50Seconds: 0.25, p95Seconds: 0.5 },
  timePerOutputToken: { p50Seconds: 0.025, p95Seconds: 0.025 },
  ...change,
});
const times = (count: number, change: Partial<MeasuredMinute> = {}): MeasuredMinute[] =>
  Array.from({ length: count }, () => minute(change));

describe('minutes of a cell', () => {
  test('become a point of one replica, by hand', () => {
    // Three instances of two replicas hold 120 requests: 20 each. In 60 s they finish 1,560: 1,560 ÷ (6 × 60) = 4.333/s
    // each. 327,600 ÷ 360 = 910 tokens/s written, 1,872,000 ÷ 360 = 5,200 read.
    expect(combineMinutes(times(leastMinutes), ['chat'])).toEqual([
      {
        concurrentRequestsPerReplica: 20,
        requestsPerSecondPerReplica: 4.333,
        inputTokensPerSecondPerReplica: 5200,
        outputTokensPerSecondPerReplica: 910,
        timeToFirstTokenP50Seconds: 0.25,
        timeToFirstTokenP95Seconds: 0.5,
        timePerOutputTokenP50Seconds: 0.025,
        timePerOutputTokenP95Seconds: 0.025,
        workloads: ['chat'],
        minutes: 10,
        until: '2026-11-24',
      },
    ]);
  });

  test('that were about as busy are taken together, each replica alike, with the last of their days', () => {
    // half as many replicas in half of the minutes: (10 × 120 + 10 × 54) ÷ (10 × 6 + 10 × 3) = 19.33
    const fewer = times(10, { day: '2026-11-25', replicasReady: 3, requestsInFlight: 54, requests: 690 });
    const [point, ...others] = combineMinutes([...times(10), ...fewer], ['chat']);

    expect(others).toEqual([]);
    expect(point).toMatchObject({ concurrentRequestsPerReplica: 19.33, minutes: 20, until: '2026-11-25' });
    // (1,560 + 690) ÷ (9 × 60)
    expect(point?.requestsPerSecondPerReplica).toBe(4.167);
  });

  test('that were busier are a point of their own, and come after', () => {
    const busy = times(10, { requestsInFlight: 240, requests: 2400 });

    expect(
      combineMinutes([...busy, ...times(10)], ['chat']).map((point) => point.concurrentRequestsPerReplica),
    ).toEqual([20, 40]);
  });

  test('stay in the half octave that they were measured in, whichever way they are rounded', () => {
    // 99 ÷ 70 is just above √2, where a half octave begins; 1.41 would lie below
    const [edge] = combineMinutes(times(10, { requestsInFlight: 99, replicasReady: 70 }), ['chat']);

    expect(loadBin(edge?.concurrentRequestsPerReplica ?? 0)).toBe(loadBin(99 / 70));
  });

  test('weigh with their requests in the percentiles', () => {
    const slow = times(10, { requests: 156, timeToFirstToken: { p50Seconds: 5, p95Seconds: 10 } });
    const [point] = combineMinutes([...times(10), ...slow], ['chat']);

    // 1,560 of 17,160 requests in slow minutes: above the median, and a little more than one in twenty
    expect(point).toMatchObject({ timeToFirstTokenP50Seconds: 0.25, timeToFirstTokenP95Seconds: 10 });
  });

  test('keep two digits of a latency, as the ends of the engine’s buckets have', () => {
    const [point] = combineMinutes(times(10, { timePerOutputToken: { p50Seconds: 0.0253, p95Seconds: 0.0504 } }), [
      'chat',
    ]);

    expect(point).toMatchObject({ timePerOutputTokenP50Seconds: 0.025, timePerOutputTokenP95Seconds: 0.05 });
  });

  test.each([
    ['too few', times(leastMinutes - 1)],
    ['idle', times(20, { requestsInFlight: 5.9 })],
    ['without a replica', times(20, { replicasReady: 0 })],
    ['without a request that ended', times(20, { requests: 0 })],
  ])('are no point where they are %s', (_what, minutes) => {
    expect(combineMinutes(minutes, ['chat'])).toEqual([]);
  });
});
