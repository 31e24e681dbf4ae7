import { describe, expect, test } from 'vitest';
import { metricMath, readIds } from '../../../lib/rehearsal/cloudwatch/metric-math';

describe('metric math', () => {
  test.each([
    ['now / usual', { now: 6, usual: 2 }, 3],
    ['slowest * (instances - 1) / (together - slowest)', { slowest: 4, instances: 3, together: 12 }, 1],
    ['IF(age > 30, baseline + overflow, 0)', { age: 31, baseline: 2, overflow: 1 }, 3],
    ['IF(age > 30, baseline, 0)', { age: 30, baseline: 2 }, 0],
    ['2 + 3 * 4 - 6 / 2', {}, 11],
    ['-a + 2.5', { a: 1 }, 1.5],
    ['IF(a >= 1, 1, 0) + IF(a <= 1, 1, 0) + IF(a == 1, 1, 0) + IF(a != 1, 1, 0)', { a: 1 }, 3],
  ])('%s', (expression, period, value) => {
    expect(metricMath(expression, period)).toBe(value);
  });

  test.each([
    ['a missing input', 'a + b', { a: 1, b: undefined }],
    ['a branch that is missing', 'IF(a > 0, 1, b)', { a: 1, b: undefined }],
    ['a division by zero', 'a / b', { a: 1, b: 0 }],
  ])('leaves no value: %s', (_what, expression, period) => {
    expect(metricMath(expression, period)).toBeUndefined();
  });

  test.each(['FILL(m1, 0)', 'a +', 'a b', '(a', 'IF(a, 1)'])('fails on %s', (expression) => {
    expect(() => metricMath(expression, { a: 1, b: 1, m1: 1 })).toThrow(expression);
  });

  test('names what it reads', () => {
    expect(readIds('IF(age > 30, baseline + overflow, 0)')).toEqual(['age', 'baseline', 'overflow']);
  });
});
