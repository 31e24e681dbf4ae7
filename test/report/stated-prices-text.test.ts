import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { PriceChanges } from '../../lib/prices/price-changes';
import { statedPricesText } from '../../lib/report/stated-prices-text';

const none: PriceChanges = { prices: [], appeared: [], disappeared: [], zones: [], spot: { moved: 3, compared: 9 } };

const change = (instanceType: string, region: string, toUsdPerHour: number | null) => ({
  ...{ instanceType, region, fromUsdPerHour: 60, toUsdPerHour, changeRatio: null },
});

test('gives the lines of the fleet file that state the prices that changed', () => {
  const text = statedPricesText(
    {
      ...none,
      prices: [
        change('p5.48xlarge', 'us-east-1', 49.5),
        change('p5.48xlarge', 'us-west-2', 50),
        change('g6.xlarge', 'us-east-1', null),
      ],
    },
    'eu.yaml',
  );

  const [before = '', lines = '', after = ''] = text.split('\n\n');
  expect(before).toBe('To plan with the new list prices, add to eu.yaml:');
  expect(parse(lines)).toEqual({ pricesUsdPerHour: { 'p5.48xlarge': { 'us-east-1': 49.5, 'us-west-2': 50 } } });
  expect(after).toContain('Nothing was written');
});

test('asks for nothing where only spot prices moved', () => {
  expect(statedPricesText(none, 'fleet.yaml')).toBe('The plan uses current list prices, types and zones.\n');
});
