import { expect, test } from 'vitest';
import { instancesChangeTable } from '../../../lib/tables/change/instances';
import { rows } from '../../support/table-cells';
import { change, instances } from './small-change';

test('group sizes stand before and after an edit, and a new cell has none before', () => {
  expect(rows(instancesChangeTable(change))).toEqual([
    ['us-east-1', 'llama-70b', '3–4', '2–3'],
    ['us-east-2', 'llama-70b', 'none', '2–3'],
  ]);
});

test('a cell that goes has none after', () => {
  const [cell] = change.cells;
  const gone = { before: instances(3), after: undefined };

  expect(cell && rows(instancesChangeTable({ cells: [{ ...cell, minInstances: gone, maxInstances: gone }] }))).toEqual([
    ['us-east-1', 'llama-70b', '3–3', 'none'],
  ]);
});
