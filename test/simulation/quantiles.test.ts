import { expect, test } from 'vitest';
import { quantilesOf } from '../../lib/simulation/quantiles';

test('a quantile is the least value that such a share of them does not exceed', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => 100 - index);

  expect(quantilesOf(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(quantilesOf(Float64Array.of(3, 1))).toEqual({ p50: 1, p95: 3, p99: 3 });
  expect(quantilesOf(new Float64Array(0)).p50).toBeNaN();
});
