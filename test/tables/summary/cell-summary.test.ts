import { expect, test } from 'vitest';
import { cellSummary } from '../../../lib/tables/summary/cell-summary';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a cell has a line for each pool, and costs by the month', () => {
  const all = rows(cellSummary(validPlan('fleet.yaml')));

  // 3 × 55.04 USD/h × 730 h = 120,538; 4 × 63.296 USD/h × 730 h = 184,824; 1,157 s at the slow end
  expect(all[0]).toEqual([
    'us-east-1',
    'llama-70b',
    'p5.48xlarge',
    'on-demand 3–4',
    '78 %',
    '19 min',
    '120,538',
    '184,824',
  ]);
  expect(all[4]?.[3]).toBe('on-demand 0–13\nspot 0–13');
});
