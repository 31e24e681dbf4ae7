import { expect, test } from 'vitest';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import { validPlan } from '../support/fleets';

test('a plan with overhead and budgets, whose figures name those of the plan that they follow from', () => {
  const plan = pricedPlan(validPlan());
  const fleet = plan.budgets.find(({ covers }) => covers === 'fleet');

  expect(plan.overheads.map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2']);
  expect(fleet?.limitUsd.from).toContain('phases[0].budgetUsdPerMonth');
});
