import { expect, test } from 'vitest';
import { poolsTable } from '../../../lib/tables/capacity/pools';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('each pool is a row, with what it launches beyond its maximum during a rollout', () => {
  const [first, ...others] = rows(poolsTable(validPlan('test/fleets/three-p5.yaml')));

  // a tenth of four instances, at least one
  expect(first).toEqual(['llama-70b', 'us-east-1', 'baseline', 'on-demand', '3', '4', '1', '0', 'none', 'deployed']);
  expect(others).toContainEqual([
    'llama-8b',
    'us-east-1',
    'overflow',
    'spot',
    '0',
    '11',
    '0',
    '0',
    'none',
    'not deployed yet',
  ]);
});
