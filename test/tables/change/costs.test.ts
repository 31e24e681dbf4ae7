import { expect, test } from 'vitest';
import { costsChangeTable } from '../../../lib/tables/change/costs';
import { rows } from '../../support/table-cells';
import { change } from './small-change';

test('a cost stands before and after an edit, with the difference', () => {
  expect(rows(costsChangeTable(change))).toEqual([
    ['GPU instances', '121,000', '161,000', '+40,200'],
    ['a new cost', 'none', '12', ''],
  ]);
});
