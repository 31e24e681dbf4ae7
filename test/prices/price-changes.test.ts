import { describe, expect, test } from 'vitest';
import type { PriceRow, PriceTable } from '../../lib/catalogue/price-table';
import { mergeRegions } from '../../lib/prices/merge-regions';
import { changesPlans, priceChanges } from '../../lib/prices/price-changes';

const provenance = { source: 'a table', url: 'https://example.com', date: '2026-03-24' };
const west: PriceRow = ['p5.48xlarge', 'us-west-2', 55.04, ['usw2-az1'], [20]];
const table: PriceTable = {
  provenance,
  sources: { older: { ...provenance, date: '2026-01-21' } },
  regionProvenance: { 'us-west-1': { ...provenance, date: '2026-05-01' } },
  rows: [
    ['p5.48xlarge', 'us-east-1', 50, ['use1-az1', 'use1-az2'], [20, 21]],
    ['g6.xlarge', 'us-east-1', 0.8, ['use1-az1'], [0.3]],
    west,
  ],
};
const readAgain = (...rows: PriceRow[]): PriceTable =>
  mergeRegions(table, new Map([['us-east-1', rows]]), '2026-11-23');

describe('regions read again', () => {
  const after = readAgain(['p5.48xlarge', 'us-east-1', 45, ['use1-az2', 'use1-az3'], [22, null]]);

  test('leave the rows of other regions as they are', () => {
    expect(after.rows.filter(([, region]) => region !== 'us-east-1')).toEqual([west]);
  });

  test('have their own source and date, and other regions keep theirs', () => {
    expect(after.provenance).toEqual(provenance);
    expect(Object.entries(after.regionProvenance).map(([region, { date }]) => [region, date])).toEqual([
      ['us-east-1', '2026-11-23'],
      ['us-west-1', '2026-05-01'],
    ]);
  });

  test('differ in price, types, zones and spot prices', () => {
    expect(priceChanges(table, after, ['us-east-1'])).toEqual({
      prices: [
        {
          instanceType: 'p5.48xlarge',
          region: 'us-east-1',
          fromUsdPerHour: 50,
          toUsdPerHour: 45,
          changeRatio: expect.closeTo(-0.1, 10),
        },
      ],
      appeared: [],
      disappeared: [{ instanceType: 'g6.xlarge', region: 'us-east-1', onDemandUsdPerHour: 0.8, zoneIds: ['use1-az1'] }],
      zones: [{ instanceType: 'p5.48xlarge', region: 'us-east-1', gained: ['use1-az3'], lost: ['use1-az1'] }],
      // use1-az2: 21 → 22; us-west-2 was not asked for
      spot: { moved: 1, compared: 1 },
    });
  });
});

describe('whether plans change', () => {
  const [h100, l4] = table.rows.slice(0, 2) as [PriceRow, PriceRow];

  test.each<[string, boolean, PriceRow[]]>([
    ['nothing', false, [h100, l4]],
    ['a spot price alone', false, [h100, ['g6.xlarge', 'us-east-1', 0.8, ['use1-az1'], [0.4]]]],
    ['a list price that is gone', true, [h100, ['g6.xlarge', 'us-east-1', null, ['use1-az1'], [0.3]]]],
    ['a new type', true, [h100, l4, ['g7.2xlarge', 'us-east-1', null, ['use1-az1'], [null]]]],
    ['a zone', true, [h100, ['g6.xlarge', 'us-east-1', 0.8, ['use1-az1', 'use1-az4'], [0.3, null]]]],
  ])('%s: %s', (_what, expected, rows) => {
    expect(changesPlans(priceChanges(table, readAgain(...rows), ['us-east-1']))).toBe(expected);
  });
});
