import { expect, test } from 'vitest';
import { demandJumpsTable } from '../../../lib/tables/cold-start/demand-jumps';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('cells that always run have a row: what is refused until new instances answer', () => {
  const table = demandJumpsTable(validPlan('test/fleets/three-p5.yaml'));

  // (4 − 3) ÷ 4 = 25 % for 180 s + 1,157 s = 1,337 s; the batch cells run nothing without work
  expect(rows(table)[0]).toEqual(['llama-70b', 'us-east-1', '25 %', '22 min', '18,476', '19 min']);
  expect(table.rows).toHaveLength(4);
});
