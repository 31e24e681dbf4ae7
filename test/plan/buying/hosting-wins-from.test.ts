import { expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import { hostingWinsFrom } from '../../../lib/plan/buying/hosting-wins-from';

const mean = assumed(3, 'requests/s', 'for the test');
const bought = assumed(0.001, 'USD/request', 'for the test');

/** A fleet of one size costs so much a request: less with every request that shares it. */
const fixed = (usdPerRequest: number) => (times: number) => usdPerRequest / times;

test('hosting wins where the falling cost meets the price', () => {
  // 0.01 ÷ 0.001 = 10 times the demand, 30 requests/s
  const found = hostingWinsFrom(mean, bought, fixed(0.01));

  expect(found?.value).toBeGreaterThanOrEqual(30);
  expect(found?.value).toBeLessThanOrEqual(30 * 1.05);
  expect(found?.low).toBeLessThan(30);
});

test('a cost that never falls below the price is said to, and so is a demand that cannot be planned', () => {
  expect(hostingWinsFrom(mean, bought, () => 0.0011)).toBeUndefined();
  expect(hostingWinsFrom(mean, bought, () => undefined)).toBeUndefined();
});

test('64 times the demand is the last that is tried', () => {
  expect(hostingWinsFrom(mean, bought, fixed(0.064))?.value).toBeGreaterThan(3 * 60);
  expect(hostingWinsFrom(mean, bought, fixed(0.0641))).toBeUndefined();
});
