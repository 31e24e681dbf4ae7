import { expect, test } from 'vitest';
import { failoversChangeTable } from '../../../lib/tables/change/failovers';
import { rows } from '../../support/table-cells';
import { change } from './small-change';

test('what a region less would leave stands before and after an edit', () => {
  expect(rows(failoversChangeTable(change))).toEqual([['chat', '125 %', '166 %', 'none', '2 min 30 s']]);
});
