import { expect, test } from 'vitest';
import { demandTable } from '../../../lib/tables/demand/demand';
import { validPlan } from '../../support/fleets';
import { origins, rows } from '../../support/table-cells';

test('a trace gives measured tokens and a scaled rate; what the fleet file states is stated', () => {
  const table = demandTable(validPlan('fleet.yaml'));

  // 19,366 requests in 58.36 min × 4 = 22.1 requests/s; the busiest minute 8.45 × 4 = 33.8
  expect(rows(table)).toEqual([
    ['chat', '22.1', '33.8', '1,155', '211'],
    ['documents', '4', '10', '3,000', '200'],
    ['summaries', '3', '6', '2,000', '300'],
  ]);
  expect(origins(table.rows[0])).toEqual(['', 'derived', 'derived', 'measured', 'measured']);
  expect(origins(table.rows[1])).toEqual(['', 'stated', 'stated', 'stated', 'stated']);
});
