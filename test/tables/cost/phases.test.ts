import { expect, test } from 'vitest';
import { pricedPlan } from '../../../lib/budgets/priced-plan';
import { phasesTable } from '../../../lib/tables/cost/phases';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

const plan = pricedPlan(validPlan('test/fleets/three-p5.yaml'));
const table = phasesTable(plan);

test('phases stand apart, each against its budget', () => {
  expect(rows(table)[0]).toEqual(['training', '0', '0', '0', '0', '40,000']);
  // (165.12 + 165.12 + 19.62 + 16.65 + 1.84 + 2.51) USD/h × 730 h, on spot up to the price on demand
  expect(rows(table)[2]).toEqual([
    'serving',
    '267,000 (266,000–269,000)',
    '2,800 (2,200–5,600)',
    '126,000',
    '507,000',
    '540,000',
  ]);
});

test('what no budget counts says so', () => {
  expect(rows(table).at(-1)).toEqual(['besides GPUs', '2,600 (2,200–3,400)', '', '', '', 'none']);
});

test('a phase without a budget is so on purpose', () => {
  const phases = plan.phases.map((phase) => ({ ...phase, budgetUsdPerMonth: undefined }));

  expect(rows(phasesTable({ ...plan, phases }))[0]?.at(-1)).toBe('none, on purpose');
});
