import type { Provenance } from './provenance';
import { compareRows, tableText } from './table-text';

/** One instance type in one region, as `data/prices.json` writes it; null where nothing was published. */
export type PriceRow = readonly [
  instanceType: string,
  region: string,
  onDemandUsdPerHour: number | null,
  zoneIds: readonly string[],
  spotUsdPerHourByZone: readonly (number | null)[],
];

export interface PriceTable {
  /** Provenance of the rows of regions that are not listed in `regions`. */
  readonly provenance: Provenance;
  /** Provenance of the regions that were read again later. */
  readonly regionProvenance: Readonly<Record<string, Provenance>>;
  readonly rows: readonly PriceRow[];
}

const columns = ['instanceType', 'region', 'onDemandUsdPerHour', 'zoneIds', 'spotUsdPerHourByZone'];

export const priceTableText = ({ provenance, regionProvenance, rows }: PriceTable): string =>
  tableText({ provenance, regionProvenance, columns }, [...rows].sort(compareRows));
