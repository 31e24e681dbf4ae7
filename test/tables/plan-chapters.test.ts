import { expect, test } from 'vitest';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import { planChapters } from '../../lib/tables/plan-chapters';
import { validPlan } from '../support/fleets';

test('chapters stand in the order of the decision, and none is empty', () => {
  const plan = pricedPlan(validPlan('fleet.yaml'));

  expect(planChapters(plan, 'fleet.yaml').map(({ id }) => id)).toEqual([
    'topology',
    'users',
    'capacity',
    'failover',
    'cost',
    'cold-start',
  ]);
  expect(
    planChapters(plan, 'fleet.yaml').flatMap(({ tables }) => tables.filter(({ rows }) => rows.length === 0)),
  ).toEqual([]);
});

test('tables have a cell for each column, whatever the fleet', () => {
  const plan = pricedPlan(validPlan('fleets/private.yaml'));
  const ragged = planChapters(plan, 'fleet.yaml')
    .flatMap(({ tables }) => tables)
    .filter(({ columns, rows }) => rows.some((row) => row.length !== columns.length));

  expect(ragged.map(({ title }) => title)).toEqual([]);
});
