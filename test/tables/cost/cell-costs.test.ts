import { expect, test } from 'vitest';
import { cellCostsTable } from '../../../lib/tables/cost/cell-costs';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a cell costs its minimum, at worst its maximum on the most expensive type', () => {
  // 3 × 55.04 = 165.12 USD/h, one of three for failover; 4 × 63.296 = 253.18
  expect(rows(cellCostsTable(validPlan('test/fleets/three-p5.yaml')))[0]).toEqual([
    'llama-70b',
    'us-east-1',
    '165',
    '55',
    '253',
    '78 %',
  ]);
});
