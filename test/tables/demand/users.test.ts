import { expect, test } from 'vitest';
import { usersTable } from '../../../lib/tables/demand/users';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('users have a region, and another one if it is lost', () => {
  // north-america-east to us-east-1: 2 × 354 km × 1.5 ÷ 200 km/ms = 5.3 ms; us-west-2 is 50.1 ms further
  expect(rows(usersTable(validPlan('fleet.yaml')))[0]).toEqual([
    'chat',
    'north-america-east',
    '60 %',
    'us-east-1',
    '5.3 (3.5–7.1)',
    'us-west-2',
    '50.1',
  ]);
});
