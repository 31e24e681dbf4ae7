import { expect, test } from 'vitest';
import { survivorsTable } from '../../../lib/tables/failover/survivors';
import { validPlan } from '../../support/fleets';
import { heads, rows } from '../../support/table-cells';

test('what the survivors carry stands beside what is promised, and how long clients wait', () => {
  const table = survivorsTable(validPlan('test/fleets/three-p5.yaml'));

  expect(heads(table).slice(3)).toEqual([
    'peak carried at once',
    'peak refused until grown',
    'peak carried once grown',
    'promised',
    'clients fail over in',
  ]);
  // documents: 6 × 1.385 ÷ 10 = 83 % of the peak, 8 × 1.385 ÷ 10 = 111 % once grown; 80 % promised
  expect(rows(table)[2]).toEqual([
    'documents',
    'eu-central-1',
    'active-active',
    '83 %',
    '17 %',
    '111 %',
    '80 %',
    '2 min 30 s',
  ]);
});
