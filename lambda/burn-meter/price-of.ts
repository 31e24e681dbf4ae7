import { capacityBlockPrice } from '../../lib/catalogue/capacity-block-prices';
import { offering } from '../../lib/catalogue/prices';

/** Negotiated prices of one region, USD per hour, by instance type. They win over list prices. */
export type NegotiatedPrices = Readonly<Record<string, number>>;

/** How an instance is bought. A place in an On-Demand Capacity Reservation costs the on-demand price, taken or not. */
export type BoughtAs = 'on-demand' | 'spot' | 'capacity-block';

/** An instance, as far as its price is concerned. */
export interface Priced {
  readonly instanceType: string;
  readonly boughtAs: BoughtAs;
  /** Why it costs more than a Linux instance on shared hardware, for which alone the catalogue has prices. */
  readonly surcharge: 'dedicated hardware' | 'licensed system' | undefined;
}

export interface Price {
  readonly usdPerHour: number;
  /** Whether the instance costs more, or nothing is known about what it costs. */
  readonly isTooLow: boolean;
}

/**
 * What an instance costs per hour: on demand the negotiated price or that of the list, as a Capacity Block the price of its
 * list, on spot the price of the dearest zone when the catalogue was made. Where the list of its kind has no price the
 * on-demand price stands for it, which is the higher one.
 */
export function priceOf(
  { instanceType, boughtAs, surcharge }: Priced,
  region: string,
  negotiated: NegotiatedPrices,
): Price {
  const listed = offering(instanceType, region);
  const onDemand = negotiated[instanceType] ?? listed?.onDemandUsdPerHour;
  const usd = {
    'on-demand': onDemand,
    spot: listed?.spotUsdPerHour.length ? Math.max(...listed.spotUsdPerHour) : onDemand,
    'capacity-block': capacityBlockPrice(instanceType, region) ?? onDemand,
  }[boughtAs];
  return {
    usdPerHour: usd ?? 0,
    // A negotiated price is that of what the account runs.
    isTooLow: usd === undefined || (surcharge !== undefined && negotiated[instanceType] === undefined),
  };
}
