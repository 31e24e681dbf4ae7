import { describe, expect, test } from 'vitest';
import type { RegionAnswer } from '../../lib/prices/region-answer';
import { regionRows } from '../../lib/prices/region-rows';
import { priceListProduct } from '../support/price-list-product';

const spot = (instanceType: string, zoneName: string, usdPerHour: string, at = '2026-11-23T08:00:00Z') => ({
  instanceType,
  zoneName,
  usdPerHour,
  at: new Date(at),
});

const answer: RegionAnswer = {
  region: 'us-east-1',
  products: [priceListProduct('p5.48xlarge', 'us-east-1', '55.0400000000')],
  offerings: [
    { instanceType: 'p5.48xlarge', zoneId: 'use1-az2' },
    { instanceType: 'p5.48xlarge', zoneId: 'use1-az1' },
    { instanceType: 'p5.48xlarge', zoneId: 'use1-atl2-az1' },
    { instanceType: 'p5e.48xlarge', zoneId: 'use1-az2' },
    { instanceType: 'g4dn.xlarge', zoneId: 'use1-az1' },
    { instanceType: 'g6.xlarge', zoneId: 'use1-atl2-az1' },
  ],
  zoneIds: new Map([
    ['us-east-1a', 'use1-az2'],
    ['us-east-1b', 'use1-az1'],
  ]),
  spotPrices: [
    spot('p5.48xlarge', 'us-east-1a', '21.500000'),
    spot('p5.48xlarge', 'us-east-1a', '20.100000', '2026-11-22T08:00:00Z'),
    spot('p5.48xlarge', 'us-east-1-atl-2a', '1.000000'),
  ],
};
const known = ['p5.48xlarge', 'p5e.48xlarge', 'g6.xlarge', 'p6-b200.48xlarge'];

describe('the rows of a region', () => {
  test('are the known types of its own zones, zones in order, spot prices by zone id, what is missing null', () => {
    expect(regionRows(answer, known).rows).toEqual([
      ['p5.48xlarge', 'us-east-1', 55.04, ['use1-az1', 'use1-az2'], [null, 21.5]],
      ['p5e.48xlarge', 'us-east-1', null, ['use1-az2'], [null]],
    ]);
  });

  test('leave out a type that the catalogue does not know, and name it', () => {
    expect(regionRows(answer, known).unknownTypes).toEqual(['g4dn.xlarge']);
  });

  test.each(['products', 'offerings'] as const)('fails on an answer without %s', (part) => {
    expect(() => regionRows({ ...answer, [part]: [] }, known)).toThrow('answered with nothing');
  });
});
