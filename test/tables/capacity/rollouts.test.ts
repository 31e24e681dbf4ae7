import { expect, test } from 'vitest';
import { rolloutsTable } from '../../../lib/tables/capacity/rollouts';
import { validPlan } from '../../support/fleets';
import { heads, rows } from '../../support/table-cells';

test('a rollout takes its time, a rollback twice that, and costs what runs beside the old instances', () => {
  const table = rolloutsTable(validPlan('test/fleets/three-p5.yaml'));

  expect(heads(table).slice(5)).toEqual(['rollout takes', 'rollback takes', 'rollback costs, USD']);
  // 3 × 1,157 s + 600 s + 600 s = 4,671 s; twice that for one instance at 55.04 USD/h: 142.8 USD
  expect(rows(table)[0]).toEqual([
    'llama-70b',
    'us-east-1',
    'baseline',
    'launch-first',
    '1 spare within an hour',
    '1 h 18 min',
    '2 h 36 min',
    '143',
  ]);
});
