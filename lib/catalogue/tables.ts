import { instanceTypesProvenance } from './instance-types';
import { measuredThroughputProvenance } from './measured-throughput';
import { pricesProvenance } from './prices';
import type { Provenance } from './provenance';
import { servicePricesProvenance } from './service-prices';

/** Every table of the catalogue that grows old, by name. */
export const catalogueTables: Readonly<Record<string, Provenance>> = {
  instanceTypes: instanceTypesProvenance,
  measuredThroughput: measuredThroughputProvenance,
  prices: pricesProvenance,
  servicePrices: servicePricesProvenance,
};
