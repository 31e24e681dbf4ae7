import table from './data/prices.json';
import type { Provenance } from './provenance';

/** What AWS offers of one instance type in one region. */
export interface Offering {
  /** List price, USD per hour, Linux, on-demand; undefined where the source publishes none. */
  readonly onDemandUsdPerHour: number | undefined;
  /** Zone ids that list the type, Local Zones left out. An offering is not capacity. */
  readonly zoneIds: readonly string[];
}

export const pricesProvenance: Provenance = table.provenance;

const key = (instanceType: string, region: string): string => `${instanceType} ${region}`;

const offerings = new Map<string, Offering>(
  (table.rows as [string, string, number | null, string[]][]).map(([instanceType, region, usd, zoneIds]) => [
    key(instanceType, region),
    { onDemandUsdPerHour: usd ?? undefined, zoneIds },
  ]),
);

export function offering(instanceType: string, region: string): Offering | undefined {
  return offerings.get(key(instanceType, region));
}

/** Regions that list `instanceType` in at least one of their own zones. */
export function regionsOffering(instanceType: string): string[] {
  return (table.rows as [string, string, number | null, string[]][])
    .filter(([name, , , zoneIds]) => name === instanceType && zoneIds.length > 0)
    .map(([, region]) => region);
}
