import { describe, expect, test } from 'vitest';
import { listPrices } from '../../lib/prices/list-prices';
import { priceListProduct } from '../support/price-list-product';

const h100 = priceListProduct('p5.48xlarge', 'us-east-1', '55.0400000000');

describe('list prices', () => {
  test('are those of the on-demand term, per hour', () => {
    const prices = listPrices('us-east-1', [h100, priceListProduct('g6.xlarge', 'us-east-1', '0.8048000000')]);

    expect([...prices]).toEqual([
      ['p5.48xlarge', 55.04],
      ['g6.xlarge', 0.8048],
    ]);
  });

  test.each([
    ['a Dedicated Instance', { tenancy: 'Dedicated', usagetype: 'DedicatedUsage:p5.48xlarge' }],
    ['an unused reservation', { capacitystatus: 'UnusedCapacityReservation' }],
    ['a Capacity Block', { marketoption: 'CapacityBlock', operation: 'RunInstances:CB' }],
    ['a Local Zone', { locationType: 'AWS Local Zone', regionCode: 'us-east-1-atl-2' }],
    ['another operating system', { operatingSystem: 'SUSE', operation: 'RunInstances:000g' }],
    ['paid software', { preInstalledSw: 'SQL Std', operation: 'RunInstances:0004' }],
    ['another region', { regionCode: 'us-west-2' }],
  ])('of %s are left out', (_what, attributes) => {
    const other = priceListProduct('p5.48xlarge', 'us-east-1', '60.5440000000', attributes);

    expect([...listPrices('us-east-1', [other, h100])]).toEqual([['p5.48xlarge', 55.04]]);
    expect(listPrices('us-east-1', [other]).size).toBe(0);
  });

  test('of zero are none', () => {
    const free = priceListProduct('p5.48xlarge', 'us-east-1', '0.0000000000');

    expect(listPrices('us-east-1', [free]).size).toBe(0);
    expect(listPrices('us-east-1', [free, h100]).get('p5.48xlarge')).toBe(55.04);
  });

  test('are none without an on-demand term, or in another unit', () => {
    const { terms, ...reservedOnly } = JSON.parse(h100);
    const reserved = JSON.stringify({ ...reservedOnly, terms: { Reserved: terms.Reserved } });

    expect(listPrices('us-east-1', [reserved, h100.replaceAll('"Hrs"', '"Quantity"')]).size).toBe(0);
  });

  test('fails where two differ rather than choose one', () => {
    const dearer = priceListProduct('p5.48xlarge', 'us-east-1', '98.3200000000');

    expect(() => listPrices('us-east-1', [h100, dearer])).toThrow('has two on-demand prices for p5.48xlarge');
    expect(() => listPrices('us-east-1', [h100, h100])).not.toThrow();
  });

  test.each([
    ['{', 'is not JSON'],
    ['{"product":{"attributes":{}}}', 'cannot be read at terms'],
    [h100.replace('"55.0400000000"', '55.04'), 'cannot be read at terms.OnDemand'],
  ])('fails on a format that it does not know: %s', (product, says) => {
    expect(() => listPrices('us-east-1', [product])).toThrow(says);
  });
});
