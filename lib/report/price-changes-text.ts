import type { PriceChanges } from '../prices/price-changes';
import { terminalTable } from './terminal-table';

/** Differences between two price tables, for a reviewer. */
export function priceChangesText({ prices, appeared, disappeared, zones, spot }: PriceChanges): string {
  return [
    terminalTable(
      'On-demand prices, USD per hour',
      ['type', 'region', 'old', 'new', 'change'],
      prices.map(({ instanceType, region, fromUsdPerHour, toUsdPerHour, changeRatio }) => [
        instanceType,
        region,
        usd(fromUsdPerHour),
        usd(toUsdPerHour),
        percent(changeRatio),
      ]),
    ),
    offeringTable('Types that appeared', appeared),
    offeringTable('Types that disappeared', disappeared),
    terminalTable(
      'Zones',
      ['type', 'region', 'gained', 'lost'],
      zones.map(({ instanceType, region, gained, lost }) => [instanceType, region, list(gained), list(lost)]),
    ),
    spot.compared === 0 ? '' : `Spot: ${spot.moved} of ${spot.compared} zone prices moved.\n`,
  ].join('');
}

const offeringTable = (title: string, offerings: PriceChanges['appeared']): string =>
  terminalTable(
    title,
    ['type', 'region', 'USD per hour', 'zones'],
    offerings.map(({ instanceType, region, onDemandUsdPerHour, zoneIds }) => [
      instanceType,
      region,
      usd(onDemandUsdPerHour),
      list(zoneIds),
    ]),
  );

/** GPU types without a row, by family; empty where there are none. */
export function unknownTypesText(unknownTypes: readonly string[]): string {
  const sizes = new Map<string, number>();
  for (const name of unknownTypes) {
    const family = name.split('.')[0] ?? name;
    sizes.set(family, (sizes.get(family) ?? 0) + 1);
  }
  const families = [...sizes].map(([family, count]) => `${family} (${count} ${count === 1 ? 'size' : 'sizes'})`);
  return families.length === 0
    ? ''
    : `Left out, not in lib/catalogue/data/instance-types.json: ${families.join(', ')}.\n`;
}

const usd = (value: number | null): string => (value === null ? 'none published' : String(value));

const percent = (ratio: number | null): string =>
  ratio === null ? '' : `${ratio > 0 ? '+' : ''}${(ratio * 100).toFixed(1)} %`;

const list = (items: readonly string[]): string => items.join(' ');
