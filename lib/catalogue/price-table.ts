import type { Provenance } from './provenance';
import { compareRows, tableText } from './table-text';

/** One instance type in one region, as `data/prices.json` writes it; null where nothing was published. */
export type PriceRow = readonly [
  instanceType: string,
  region: string,
  onDemandUsdPerHour: number | null,
  /** Empty where the zones of the type were not read. */
  zoneIds: readonly string[],
  spotUsdPerHourByZone: readonly (number | null)[],
  /** Keys of `sources`; absent in regions that were read as a whole. */
  onDemandSource?: string | null,
  zonesSource?: string | null,
];

export interface PriceTable {
  /** Provenance of the table as a whole. */
  readonly provenance: Provenance;
  /** Provenance of the regions that were read again later. */
  readonly regionProvenance: Readonly<Record<string, Provenance>>;
  /** Where single rows were read. */
  readonly sources: Readonly<Record<string, Provenance>>;
  readonly rows: readonly PriceRow[];
}

const columns = [
  'instanceType',
  'region',
  'onDemandUsdPerHour',
  'zoneIds',
  'spotUsdPerHourByZone',
  'onDemandSource',
  'zonesSource',
];

export const priceTableText = ({ provenance, regionProvenance, sources, rows }: PriceTable): string =>
  tableText({ provenance, regionProvenance, sources, columns }, [...rows].sort(compareRows));
