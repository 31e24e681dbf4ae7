import { expect, test } from 'vitest';
import { timersTable } from '../../../lib/tables/capacity/timers';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('time limits are durations as people say them', () => {
  // launch: 1,157 s × 1.5 = 1,736 s; scale-in: 53 s + 83 s = 136 s; a spot notice of 120 s less 10 s
  expect(rows(timersTable(validPlan('fleet.yaml')))[0]).toEqual([
    'llama-70b',
    'us-east-1',
    '29 min',
    '2 min',
    '53 s',
    '53 s',
    '2 min 16 s',
    '110 s',
  ]);
});
