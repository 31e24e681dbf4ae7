import { expect, test } from 'vitest';
import { answersTable } from '../../../lib/tables/cost/answers';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('an answer costs more than at full load, by what idles', () => {
  // chat: 2 × 165.12 USD/h × 730 h ÷ (22.12 requests/s × 2,628,000 s) = 0.00415 USD, ÷ 211 tokens
  expect(rows(answersTable(validPlan('test/fleets/three-p5.yaml')))[0]).toEqual(['chat', '0.00415', '19.6', '3.67']);
});
