import { type PriceRow, priceTableText } from '../../lib/catalogue/price-table';
import { isRegionZone } from '../../lib/catalogue/region-zone';
import { numberOrNull, type Row, writeData } from './raw-tables';

const priceSources = {
  anycloud: {
    source: 'anycloud-sh/catalog aws/vms.csv, commit 5134b895',
    url: 'https://github.com/anycloud-sh/catalog',
    date: '2026-06-20',
    licence: 'facts only',
    note: 'read off AWS between 2026-06-20 and 2026-11-26, on a day that is not recorded',
  },
  karpenter: {
    source: 'aws/karpenter-provider-aws v1.15.1, zz_generated.pricing_aws.go',
    url: 'https://github.com/aws/karpenter-provider-aws',
    date: '2026-07-20',
    licence: 'facts from an Apache-2.0 repository',
  },
  skypilot: {
    source: 'skypilot-org/skypilot-catalog catalogs/v8/aws/vms.csv, commit 00148f2a',
    url: 'https://github.com/skypilot-org/skypilot-catalog',
    date: '2026-03-24',
    licence: 'facts only',
    note: 'read off between 2026-01-20 and 2026-03-24',
  },
  vantage: {
    source: 'tsaol/aws-gpu, commit 77fcd9fd (vantage.sh)',
    url: 'https://github.com/tsaol/aws-gpu',
    date: '2026-01-21',
    licence: 'facts only',
  },
};
const sourceOf = (text = ''): string | null =>
  Object.keys(priceSources).find((name) => text.includes(name === 'vantage' ? 'tsaol' : name)) ?? null;

export const isPlannedRegion = (code = ''): boolean => /^[a-z]{2}-[a-z]+-\d$/.test(code) && !code.startsWith('cn-');
export interface PriceTables {
  readonly prices: readonly Row[];
  readonly newZones: readonly Row[];
  /** Rows of the same file as `newZones`, read in a second pass over two of the T4's types. */
  readonly t4Zones: readonly Row[];
  readonly oldPrices: readonly Row[];
  readonly oldZones: readonly Row[];
}

/** Zones of a type in a region. Those that the newer reading left out where it is partial stay as they were listed before. */
function zoneIdsOf(
  { instanceType, region, zoneIds = '', spotSource = '' }: Row,
  { t4Zones, oldPrices }: PriceTables,
): string[] {
  const ofT4 = t4Zones.filter((row) => row.instanceType === instanceType && row.region === region);
  if (ofT4.length > 0) {
    return ofT4.map(({ zoneId = '' }) => zoneId);
  }
  const before = oldPrices.find((row) => row.instanceType === instanceType && row.region === region)?.zoneIds ?? '';
  const partial = spotSource.includes('some zones not read');
  const listed = `${zoneIds};${partial ? before : ''}`.split(';');
  return [...new Set(listed)].filter(isRegionZone).sort();
}

/** Spot price of a zone in the reading that the row cites. */
function spotOf({ instanceType, spotSource = '' }: Row, zoneId: string, tables: PriceTables): number | null {
  const { newZones, t4Zones, oldZones } = tables;
  const rows = spotSource.startsWith('skypilot') ? oldZones : [...newZones, ...t4Zones];
  return numberOrNull(rows.find((row) => row.instanceType === instanceType && row.zoneId === zoneId)?.spotUsdPerHour);
}

export function importPrices(tables: PriceTables, planned: ReadonlySet<string>): void {
  writeData(
    'prices.json',
    priceTableText({
      provenance: {
        source: 'compiled from public price tables, see sources',
        url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
        date: '2026-03-24',
        licence: 'facts only',
        note: 'every row names the source of its on-demand price and that of its zones and spot prices; the date is that of the oldest reading of zones; null = not published there; an empty list of zones = not read; spot is one instant, zone by zone in the order of zoneIds; a zone is an offering, not capacity',
      },
      regionProvenance: {},
      sources: priceSources,
      rows: tables.prices
        .filter(({ instanceType, region }) => planned.has(instanceType ?? '') && isPlannedRegion(region))
        .filter(({ onDemandUsdPerHour, zoneIds }) => onDemandUsdPerHour !== '' || zoneIds !== '')
        .map((row): PriceRow => {
          const zoneIds = zoneIdsOf(row, tables);
          return [
            row.instanceType ?? '',
            row.region ?? '',
            numberOrNull(row.onDemandUsdPerHour),
            zoneIds,
            zoneIds.map((zoneId) => spotOf(row, zoneId, tables)),
            sourceOf(row.onDemandSource),
            zoneIds.length === 0 ? null : (sourceOf(row.spotSource) ?? 'anycloud'),
          ];
        }),
    }),
  );
}
