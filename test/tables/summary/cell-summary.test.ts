import { expect, test } from 'vitest';
import { cellSummary } from '../../../lib/tables/summary/cell-summary';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a cell has a line for each pool, and costs by the month', () => {
  const all = rows(cellSummary(validPlan('test/fleets/three-p5.yaml')));

  // 3 × 55.04 USD/h × 730 h = 120,538; 488 s at the fast end and 1,157 s at the slow end
  expect(all[0]).toEqual(['us-east-1', 'llama-70b', '3–4 p5.48xlarge', '78 %', '8–19 min', '121,000']);
  expect(all[4]?.[2]).toBe('0–11 g6e.2xlarge\n0–11 on spot');
});
