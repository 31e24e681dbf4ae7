import { offering, pricesProvenance } from '../catalogue/prices';
import type { Fleet } from '../fleet/fleet';
import { type Figure, published, stated } from './figure';

/** On-demand price of an instance: what the fleet file says was negotiated, else the list price. */
export function instancePrice(fleet: Fleet, instanceType: string, region: string): Figure {
  const negotiated = fleet.pricesUsdPerHour[instanceType]?.[region];
  if (negotiated !== undefined) {
    return stated(negotiated, 'USD/h', `pricesUsdPerHour.${instanceType}.${region}`);
  }
  const list = offering(instanceType, region)?.onDemandUsdPerHour;
  if (list === undefined) {
    throw new Error(`no price for ${instanceType} in ${region}: the fleet was planned without its checks`);
  }
  return published(list, 'USD/h', {
    source: `on-demand list price, ${pricesProvenance.source}`,
    date: pricesProvenance.date,
  });
}

/** The region's negotiated prices by instance type. */
export const negotiatedPrices = (fleet: Fleet, region: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fleet.pricesUsdPerHour).flatMap(([instanceType, byRegion]) => {
      const usd = byRegion[region];
      return usd === undefined ? [] : [[instanceType, usd]];
    }),
  );
