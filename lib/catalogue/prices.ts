import table from './data/prices.json';
import type { PriceTable } from './price-table';
import type { Provenance } from './provenance';

/** The offer of AWS for one instance type in one region. */
export interface Offering {
  /** List price, USD per hour, Linux, on-demand; undefined where the source publishes none. */
  readonly onDemandUsdPerHour: number | undefined;
  /** Zone ids that list the type, Local Zones left out; empty where they were not read. An offering is not capacity. */
  readonly zoneIds: readonly string[];
  /** Spot price of each zone that had one, USD per hour, at one instant. It is not always below the on-demand price. */
  readonly spotUsdPerHour: readonly number[];
  readonly onDemandProvenance: Provenance;
  /** Where zones and spot prices come from. */
  readonly zonesProvenance: Provenance;
}

/** Every price that this build holds. */
export const builtPriceTable = table as unknown as PriceTable;

const { regionProvenance, sources, rows } = builtPriceTable;

/** Where the prices and zones of `region` were read, and when: regions are updated one by one. */
export const pricesProvenance = (region: string): Provenance => regionProvenance[region] ?? builtPriceTable.provenance;

const key = (instanceType: string, region: string): string => `${instanceType} ${region}`;

const provenanceOf = (source: string | null | undefined, region: string): Provenance =>
  sources[source ?? ''] ?? pricesProvenance(region);

const offerings = new Map<string, Offering>(
  rows.map(([instanceType, region, usd, zoneIds, spot, onDemandSource, zonesSource]) => [
    key(instanceType, region),
    {
      onDemandUsdPerHour: usd ?? undefined,
      zoneIds,
      spotUsdPerHour: spot.filter((price) => price !== null),
      onDemandProvenance: provenanceOf(onDemandSource, region),
      zonesProvenance: provenanceOf(zonesSource, region),
    },
  ]),
);

export function offering(instanceType: string, region: string): Offering | undefined {
  return offerings.get(key(instanceType, region));
}

/** Zones of a region in which the table lists any type. */
export const zoneIdsOfRegion = (region: string): string[] =>
  [...new Set(rows.filter(([, code]) => code === region).flatMap(([, , , zoneIds]) => zoneIds))].sort();

/** Regions that list `instanceType` in at least one of their own zones. */
export function regionsOffering(instanceType: string): string[] {
  return rows.filter(([name, , , zoneIds]) => name === instanceType && zoneIds.length > 0).map(([, region]) => region);
}
