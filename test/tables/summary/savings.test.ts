import { expect, test } from 'vitest';
import { savingsTable } from '../../../lib/tables/summary/savings';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('what would cost less names what it saves in a month', () => {
  const found = rows(savingsTable(validPlan('fleet.yaml')));
  const [, bought] = found.find(([change = '']) => change.startsWith('buy chat')) ?? [];

  // (0.00276 − 0.000983) USD × 22.12 requests/s × 2,628,000 s = 103,300 USD, from figures of three digits
  expect(Number(bought?.replace(',', ''))).toBeGreaterThan(102_500);
  expect(Number(bought?.replace(',', ''))).toBeLessThan(104_500);
});

test('nothing is said to save where hosting costs less', () => {
  expect(rows(savingsTable(validPlan('fleet.yaml'))).some(([change]) => change?.startsWith('buy summaries'))).toBe(
    false,
  );
});
