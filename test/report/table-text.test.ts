import { expect, test } from 'vitest';
import { tableText } from '../../lib/report/table-text';
import { smallTable } from '../support/small-table';

test('a table in a terminal is titled and aligned, and breaks long heads', () => {
  expect(tableText(smallTable).split('\n')).toEqual([
    'Cells of a <small> fleet',
    '┌───────┬─────────────────────┬──────────────────┬───────┐',
    '│ model │     cost, USD/month │ the longest cold │ quota │',
    '│       │                     │  start of a type │       │',
    '├───────┼─────────────────────┼──────────────────┼───────┤',
    '│ a*b|c │ 2,800 (2,400–3,700) │       2 min 30 s │ L-1   │',
    '│ d     │             130,000 │                  │ L-2   │',
    '│       │                     │                  │ L-3   │',
    '└───────┴─────────────────────┴──────────────────┴───────┘',
    'A note below.',
    '',
  ]);
});

test('a table without rows prints nothing', () => {
  expect(tableText({ ...smallTable, rows: [] })).toBe('');
});
