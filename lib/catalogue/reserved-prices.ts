import table from './data/reserved-prices.json';
import type { Provenance } from './provenance';

export const reservedPricesProvenance: Provenance = table.provenance;

const rows = table.rows as [instanceType: string, region: string, usdPerHour: number][];

/** Price of a Standard Reserved Instance for one year without upfront payment, USD per hour; undefined where none is published. */
export const reservedPrice = (instanceType: string, region: string): number | undefined =>
  rows.find(([name, code]) => name === instanceType && code === region)?.[2];
