import { describe, expect, test } from 'vitest';
import { driftRatio, regressionRatio } from '../../../lambda/cell-review/cold-start-ratios';

const week = (before: number | undefined, yesterday: number | undefined) => [
  ...Array.from({ length: 7 }, () => before),
  yesterday,
];

describe('yesterday beside the week before', () => {
  test('is the ratio of the stage that grew most', () => {
    expect(regressionRatio([week(300, 330), week(60, 120), week(100, 100)])).toBe(2);
  });

  test('is measured against the median, which one bad day does not move', () => {
    expect(regressionRatio([[100, 100, 900, 100, undefined, 100, 100, 150]])).toBe(1.5);
  });

  test('lets stages of seconds double', () => {
    expect(regressionRatio([week(5, 10), week(300, 300)])).toBe(1);
    expect(regressionRatio([week(5, 15)])).toBe(3);
  });

  test('says when all became faster', () => {
    expect(regressionRatio([week(300, 150), week(100, 80)])).toBe(0.8);
  });

  test.each([
    ['nothing was launched yesterday', [week(300, undefined)]],
    ['two days are no week', [[undefined, undefined, undefined, undefined, undefined, 300, 300, 900]]],
    ['no stage was ever measured', [[], []]],
  ])('is not known where %s', (_why, stages) => {
    expect(regressionRatio(stages)).toBeUndefined();
  });
});

describe('cold starts beside the plan', () => {
  test.each([
    [600, 1],
    [400, 1],
    [1000, 1],
    [1500, 1.5],
    [200, 2],
  ])('a median of %i s of 400 to 1000 s is %f', (seconds, ratio) => {
    expect(driftRatio(week(seconds, seconds), { low: 400, high: 1000 })).toBe(ratio);
  });

  test('are not known without launches', () => {
    expect(driftRatio(week(undefined, undefined), { low: 400, high: 1000 })).toBeUndefined();
  });
});
