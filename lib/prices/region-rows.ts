import type { PriceRow } from '../catalogue/price-table';
import { isRegionZone } from '../catalogue/region-zone';
import { AnswerError, type Operation } from './answer-error';
import { listPrices } from './list-prices';
import type { RegionAnswer, SpotPrice } from './region-answer';

export interface RegionRows {
  readonly rows: readonly PriceRow[];
  /** Types that the region offers but the catalogue does not know. They get no row. */
  readonly unknownTypes: readonly string[];
}

/** Rows of the price table for one region: every known type that one of its own zones offers. */
export function regionRows(answer: RegionAnswer, knownTypes: readonly string[]): RegionRows {
  const { region, products, offerings, zoneIds } = answer;
  requireSome('GetProducts', products, region);
  requireSome('DescribeInstanceTypeOfferings', offerings, region);
  const prices = listPrices(region, products);
  const spot = newestByZone(answer.spotPrices, zoneIds);
  const zonesByType = new Map<string, string[]>();
  for (const { instanceType, zoneId } of offerings) {
    if (isRegionZone(zoneId)) {
      zonesByType.set(instanceType, [...(zonesByType.get(instanceType) ?? []), zoneId]);
    }
  }
  const rows = [...zonesByType]
    .filter(([instanceType]) => knownTypes.includes(instanceType))
    .map(([instanceType, unordered]): PriceRow => {
      const zones = [...new Set(unordered)].sort();
      const spotPrices = zones.map((zone) => spotUsdPerHour(spot.get(`${instanceType} ${zone}`)));
      return [instanceType, region, prices.get(instanceType) ?? null, zones, spotPrices];
    });
  return { rows, unknownTypes: [...zonesByType.keys()].filter((name) => !knownTypes.includes(name)).sort() };
}

/** Rejects an answer without any Linux product or GPU type. Such an answer is wrong, and would empty the table. */
function requireSome(operation: Operation, items: readonly unknown[], region: string): void {
  if (items.length === 0) {
    throw new AnswerError(operation, {
      problem: 'answered with nothing',
      got: 0,
      expected: `at least one item for ${region}`,
      fix: 'run again later; should it stay so, leave this region out with --region',
      source: 'every region of the catalogue has GPU types',
    });
  }
}

const spotUsdPerHour = (price: SpotPrice | undefined): number | null => Number(price?.usdPerHour ?? 0) || null;

function newestByZone(prices: readonly SpotPrice[], zoneIds: RegionAnswer['zoneIds']): Map<string, SpotPrice> {
  const inOrder = [...prices].sort((a, b) => a.at.getTime() - b.at.getTime());
  return new Map(inOrder.map((price) => [`${price.instanceType} ${zoneIds.get(price.zoneName)}`, price]));
}
