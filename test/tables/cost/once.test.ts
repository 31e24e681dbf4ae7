import { expect, test } from 'vitest';
import { pricedPlan } from '../../../lib/budgets/priced-plan';
import { onceTable } from '../../../lib/tables/cost/once';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('what exists once stands in the home region', () => {
  // one key at 1 USD a month
  expect(rows(onceTable(pricedPlan(validPlan('fleet.yaml'))))).toContainEqual(['keys', 'us-east-1', '1']);
});
