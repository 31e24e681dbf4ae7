import table from './data/capacity-block-prices.json';
import type { Provenance } from './provenance';

export const capacityBlockPricesProvenance: Provenance = table.provenance;

const rows = table.rows as [instanceType: string, region: string, usdPerHour: number][];

/** Price of one instance of a Capacity Block, USD per hour, without the fee of the operating system; undefined where none is published. */
export const capacityBlockPrice = (instanceType: string, region: string): number | undefined =>
  rows.find(([name, code]) => name === instanceType && code === region)?.[2];
