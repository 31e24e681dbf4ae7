import { capacityBlockPrice, capacityBlockPricesProvenance } from '../../catalogue/capacity-block-prices';
import { offering } from '../../catalogue/prices';
import type { Provenance } from '../../catalogue/provenance';
import { reservedPrice, reservedPricesProvenance } from '../../catalogue/reserved-prices';
import { type Figure, published } from '../../figures/figure';
import { listPrice } from './price';

/** What an instance costs by the hour, by the way in which it is bought; undefined where the price lists say nothing. */
export interface Commitments {
  readonly onDemand: Figure | undefined;
  /** Reserved for one year, nothing paid upfront. */
  readonly reservedOneYear: Figure | undefined;
  /** Paid beforehand, for days to months. */
  readonly capacityBlock: Figure | undefined;
  /** The cheapest zone at one instant; AWS may take the instance back. */
  readonly spot: Figure | undefined;
}

export function commitments(instanceType: string, region: string): Commitments {
  const listed = (usd: number | undefined, what: string, { source, date }: Pick<Provenance, 'source' | 'date'>) =>
    usd === undefined ? undefined : published(usd, 'USD/h', { source: `${what}, ${source}`, date });
  const offered = offering(instanceType, region);
  const zones = offered?.spotUsdPerHour ?? [];
  return {
    onDemand: listPrice(instanceType, region),
    reservedOneYear: listed(
      reservedPrice(instanceType, region),
      'Standard Reserved Instance, one year, no upfront',
      reservedPricesProvenance,
    ),
    capacityBlock: listed(
      capacityBlockPrice(instanceType, region),
      'Capacity Block, without the fee of the operating system',
      capacityBlockPricesProvenance,
    ),
    spot:
      offered === undefined || zones.length === 0
        ? undefined
        : listed(Math.min(...zones), 'spot price of the cheapest zone at one instant', offered.zonesProvenance),
  };
}
