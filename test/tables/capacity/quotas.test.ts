import { expect, test } from 'vitest';
import { quotasTable } from '../../../lib/tables/capacity/quotas';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a quota is named, with its code and the vCPUs of every group at its maximum during a rollout', () => {
  // (4 + 1) × 192 vCPUs
  expect(rows(quotasTable(validPlan('test/fleets/three-p5.yaml').quotas))[0]).toEqual([
    'us-east-1',
    'Running On-Demand P instances',
    'L-417A185B',
    '960',
  ]);
});
