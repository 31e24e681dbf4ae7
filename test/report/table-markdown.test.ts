import { expect, test } from 'vitest';
import { tableMarkdown } from '../../lib/report/table-markdown';
import { smallTable } from '../support/small-table';

test('a table in Markdown says the origins in a column of their own, and escapes what Markdown would read', () => {
  expect(tableMarkdown(smallTable).split('\n')).toEqual([
    '### Cells of a \\<small\\> fleet',
    '',
    '| model | cost, USD/month | the longest cold start of a type | quota | origin |',
    '| --- | ---: | ---: | --- | --- |',
    '| a\\*b\\|c | 2,800 (2,400–3,700) | 2 min 30 s | `L-1` | cost: derived<br>all else: assumed |',
    '| d | 130,000 |  | `L-2`<br>`L-3` | derived |',
    '',
    'A note below.',
    '',
  ]);
});

test('a table without rows prints nothing', () => {
  expect(tableMarkdown({ ...smallTable, rows: [] })).toBe('');
});
