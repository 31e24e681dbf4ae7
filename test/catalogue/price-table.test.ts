import { expect, test } from 'vitest';
import table from '../../lib/catalogue/data/prices.json';
import { type PriceTable, priceTableText } from '../../lib/catalogue/price-table';
import { readText } from '../support/project-root';

const prices = table as unknown as PriceTable;

test('the file is as its writer writes it', () => {
  expect(priceTableText(prices)).toBe(readText('lib/catalogue/data/prices.json'));
});

test('every row and every region’s provenance stands on a line of its own', () => {
  const provenance = { source: 'AWS', url: 'https://example.com', date: '2026-11-23' };
  const text = priceTableText({
    ...prices,
    regionProvenance: { 'us-east-1': provenance, 'us-west-2': provenance },
    rows: prices.rows.slice(0, 2).reverse(),
  });

  expect(text).toContain(`
  "regionProvenance": {
    "us-east-1": {"source":"AWS","url":"https://example.com","date":"2026-11-23"},
    "us-west-2": {"source":"AWS","url":"https://example.com","date":"2026-11-23"}
  },
`);
  expect(text.split('\n').slice(-5)).toEqual([
    `    ${JSON.stringify(prices.rows[0])},`,
    `    ${JSON.stringify(prices.rows[1])}`,
    '  ]',
    '}',
    '',
  ]);
});
