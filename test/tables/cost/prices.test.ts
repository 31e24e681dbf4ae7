import { expect, test } from 'vitest';
import { pricesTable } from '../../../lib/tables/cost/prices';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';
import { heads, origins, rows } from '../../support/table-cells';

test('an instance on demand has a list price, on spot the price of one instant, each with its date', () => {
  const table = pricesTable(validPlan('fleet.yaml'));

  expect(heads(table)).toEqual(['type', 'region', 'bought', 'price, USD/h', 'source']);
  // lib/catalogue/data/prices.json, us-east-1: p5.48xlarge 55.04, g6e.2xlarge 2.24208 on demand
  expect(rows(table)).toContainEqual(['p5.48xlarge', 'us-east-1', 'on demand', '55.04', 'list price, 2026-06-20']);
  expect(rows(table)).toContainEqual(['g6e.2xlarge', 'us-east-1', 'on demand', '2.242', 'list price, 2026-07-20']);
  expect(rows(table)).toContainEqual([
    'g6e.2xlarge',
    'us-east-1',
    'spot',
    expect.stringMatching(/^0\.9\d+ \(0\.8\d+–2\.242\)$/),
    'spot price at one instant, 2026-03-24',
  ]);
  expect(origins(table.rows[0])).toEqual(['', '', '', 'published', '']);
});

test('a price of the fleet file is told from a list price', () => {
  const { plan } = planOf(
    edit(chatFleetText(), '\naccess:', '\npricesUsdPerHour: { p5.48xlarge: { us-east-1: 40 } }\naccess:'),
  );

  expect(plan && rows(pricesTable(plan))).toContainEqual([
    'p5.48xlarge',
    'us-east-1',
    'on demand',
    '40',
    'stated in the fleet file',
  ]);
});

test('a type that several cells of a region use stands once', () => {
  const names = rows(pricesTable(validPlan('fleet.yaml'))).map((row) => row.slice(0, 3).join(' '));

  expect(new Set(names).size).toBe(names.length);
});
