import { expect, test } from 'vitest';
import { pageOf } from '../../../lib/report/page/page';
import { tableHtml } from '../../../lib/report/page/table-html';
import { reportData } from '../../support/report';
import { smallTable } from '../../support/small-table';

const page = pageOf(reportData('fleets/chat.yaml'));
const printed = tableHtml(page, smallTable)?.text ?? '';

test('a table of the page has a caption, and units in its heads', () => {
  expect(printed).toContain('<caption><span>Cells of a &lt;small&gt; fleet</span></caption>');
  expect(printed).toContain('<th scope="col">cost <span class="unit">USD/month</span></th>');
  expect(printed).toContain('<th scope="col" class="text">quota</th>');
});

test('a figure of the page has its source at hand, its origin and its range', () => {
  expect(printed).toContain(
    '<td><span class="figure" title="derived: a sum"><span class="value">2,800</span> <span class="origin derived">d</span> <span class="range">(2,400–3,700)</span></span></td>',
  );
  expect(printed).toContain('<td class="text"><code>L-2</code><br><code>L-3</code></td>');
  expect(printed).toContain('<p class="below">A note below.</p>');
});

test('a table without rows prints nothing', () => {
  expect(tableHtml(page, { ...smallTable, rows: [] })).toBeUndefined();
});
