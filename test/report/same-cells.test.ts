import { describe, expect, test } from 'vitest';
import { reportPage } from '../../lib/report/page/report-page';
import { planMarkdown } from '../../lib/report/plan-markdown';
import { planText } from '../../lib/report/plan-text';
import { planChapters } from '../../lib/tables/plan-chapters';
import { exampleFleets } from '../support/fleets';
import { htmlTables, markdownTables, type ReadTable, textTables } from '../support/read-tables';
import { reportData } from '../support/report';

/** Without the column of origins: the page has a letter beside each figure instead. */
const withoutOrigins = ({ title, rows: [head = [], ...body] }: ReadTable): ReadTable => ({
  title,
  rows: [head, ...body].map((row) => (head.at(-1) === 'origin' ? row.slice(0, -1) : row)),
});

describe.each([...exampleFleets])('the plan of %s', (fleet) => {
  const data = reportData(fleet);
  const tables = planChapters(data.plan, data.source.file).flatMap((chapter) => chapter.tables);
  const count = tables.length;
  const whole = htmlTables(reportPage(data));
  // The first screens of finance and of engineers stand before the chapters.
  const first = whole.findIndex(({ title }) => title === tables[0]?.title);
  const page = whole.slice(first);

  test('has the same cells in text and on the page', () => {
    const text = textTables(planText(data.plan, data.source.file)).map(withoutOrigins);

    expect(text).toHaveLength(count);
    expect(text).toEqual(page.slice(0, count));
  });

  test('has the same cells in Markdown and on the page', () => {
    const markdown = markdownTables(planMarkdown(data.plan, data.source.file)).map(withoutOrigins);

    expect(markdown).toEqual(page.slice(0, count));
  });
});
