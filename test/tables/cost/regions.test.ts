import { expect, test } from 'vitest';
import { regionsTable } from '../../../lib/tables/cost/regions';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('each region has what its cells cost in a month', () => {
  // eu-central-1: 6 × 2.80351 USD/h × 730 h, at worst 8 × 3.757 USD/h
  expect(rows(regionsTable(validPlan('test/fleets/three-p5.yaml')))[2]).toEqual([
    'serving',
    'eu-central-1',
    '12,300',
    '21,900',
  ]);
});
