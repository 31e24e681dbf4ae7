import type { PriceRow, PriceTable } from '../catalogue/price-table';
import type { Provenance } from '../catalogue/provenance';

/** The table with the rows of some regions read again on `date`. The rows of all others keep their provenance. */
export function mergeRegions(
  table: PriceTable,
  regions: ReadonlyMap<string, readonly PriceRow[]>,
  date: string,
): PriceTable {
  const read = [...regions.keys()].map((region) => [region, provenanceOn(date)] as const);
  const provenances = Object.entries({ ...table.regionProvenance, ...Object.fromEntries(read) });
  return {
    ...table,
    regionProvenance: Object.fromEntries(provenances.sort(([a], [b]) => (a < b ? -1 : 1))),
    rows: [...table.rows.filter(([, region]) => !regions.has(region)), ...[...regions.values()].flat()],
  };
}

const provenanceOn = (date: string): Provenance => ({
  source: 'AWS Price List Query API; EC2 instance type offerings and spot price history',
  url: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html',
  date,
  licence: 'facts only',
});
