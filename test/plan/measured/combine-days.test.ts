import { describe, expect, test } from 'vitest';
import { combineDays } from '../../../lib/plan/measured/combine-days';

const day = (p50Seconds: number, samples: number, p95Seconds = p50Seconds, slowestSeconds = p95Seconds) => ({
  p50Seconds,
  p95Seconds,
  slowestSeconds,
  samples,
});

describe('days and regions taken together', () => {
  test('weigh as many launches as they had', () => {
    // ten launches at 40 s outweigh three at 400 s; 95 % of 13 is in the slow day
    expect(combineDays([day(400, 3, 500, 900), day(40, 10, 60)], '2026-11-24')).toEqual({
      p50Seconds: 40,
      p95Seconds: 500,
      slowestSeconds: 900,
      samples: 13,
      until: '2026-11-24',
    });
  });

  test('a slow day of one launch in a hundred is the slowest, not the p95', () => {
    expect(combineDays([day(40, 99, 60), day(400, 1)], '2026-11-24')).toMatchObject({
      p95Seconds: 60,
      slowestSeconds: 400,
    });
  });

  test.each([
    [4, undefined],
    [5, 5],
  ])('with %i launches say %s', (samples, expected) => {
    expect(combineDays([day(40, samples)], '2026-11-24')?.samples).toBe(expected);
  });

  test('without days say nothing', () => {
    expect(combineDays([], '2026-11-24')).toBeUndefined();
  });

  test('are rounded to a tenth of a second, and stay in order', () => {
    expect(combineDays([day(40.04, 5, 40.01)], '2026-11-24')).toMatchObject({ p50Seconds: 40, p95Seconds: 40 });
  });
});
