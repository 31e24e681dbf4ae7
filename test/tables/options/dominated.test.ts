import { expect, test } from 'vitest';
import { dominatedTable } from '../../../lib/tables/options/dominated';
import { rows } from '../../support/table-cells';
import { options } from './small-options';

test('a beaten type names the row that beats it', () => {
  expect(rows(dominatedTable(options))).toEqual([
    ['a', 'g6.48xlarge', 'L4', 'TP 4', 'no', '64', '287 ms', '100 ms', '55.04', '3.6 (3–4.2)', '2: g6e.2xlarge'],
  ]);
});
