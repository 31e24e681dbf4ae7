import { expect, test } from 'vitest';
import { idleChangeTable } from '../../../lib/tables/change/idle-work';
import { rows } from '../../support/table-cells';
import { change } from './small-change';

test('a batch on idle capacity is shown with when it is done and what it saves, and none where a plan has it not', () => {
  expect(rows(idleChangeTable(change))).toEqual([['nightly', 'none', '10 h', 'none', '1,230']]);
});
