import { instanceTypesProvenance } from './instance-types';
import { measuredThroughputProvenance } from './measured-throughput';
import type { Provenance } from './provenance';
import { servicePricesProvenance } from './service-prices';

/** Tables of the catalogue that grow old as a whole, by name; prices do so region by region. */
export const catalogueTables: Readonly<Record<string, Provenance>> = {
  instanceTypes: instanceTypesProvenance,
  measuredThroughput: measuredThroughputProvenance,
  servicePrices: servicePricesProvenance,
};
