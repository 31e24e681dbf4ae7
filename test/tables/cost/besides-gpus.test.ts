import { expect, test } from 'vitest';
import { pricedPlan } from '../../../lib/budgets/priced-plan';
import { besidesGpusTable } from '../../../lib/tables/cost/besides-gpus';
import { validPlan } from '../../support/fleets';
import { heads, rows } from '../../support/table-cells';

const table = besidesGpusTable(pricedPlan(validPlan('fleet.yaml')));

test('each region is a column, each part a row, and a total below', () => {
  expect(heads(table)).toEqual(['part', 'us-east-1', 'us-west-2', 'eu-central-1', 'eu-north-1']);
  // 9 services × 2 zones × 730 h × 0.01 USD, and 0.2 to 5 gigabytes of each of three instances at 0.01 USD: 131.41 to 131.55
  expect(rows(table)[0]?.slice(0, 2)).toEqual(['service endpoints', '131 (131–132)']);
  expect(rows(table).at(-1)?.[0]).toBe('total');
});

test('without regions there is no row', () => {
  expect(besidesGpusTable({ overheads: [] }).rows).toEqual([]);
});
