import { type Offering, offering } from '../../catalogue/prices';
import { assumed, type Figure, published, show, stated } from '../../figures/figure';
import type { Fleet, Workload } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';

/** On-demand price of an instance: what the fleet file says was negotiated, else the list price. */
export function instancePrice(fleet: Fleet, instanceType: string, region: string): Figure {
  const negotiated = fleet.pricesUsdPerHour[instanceType]?.[region];
  if (negotiated !== undefined) {
    return stated(negotiated, 'USD/h', `pricesUsdPerHour.${instanceType}.${region}`);
  }
  const listed = listPrice(instanceType, region);
  if (listed === undefined) {
    throw new Error(`no price for ${instanceType} in ${region}: the fleet was planned without its checks`);
  }
  return listed;
}

/** On-demand list price of an instance; undefined where none was read. */
export function listPrice(instanceType: string, region: string): Figure | undefined {
  const offered = offering(instanceType, region);
  if (offered?.onDemandUsdPerHour === undefined) {
    return undefined;
  }
  const { source, date } = offered.onDemandProvenance;
  return published(offered.onDemandUsdPerHour, 'USD/h', {
    source: `on-demand list price, ${source}`,
    date,
  });
}

/** Price of an instance on spot: the mean of the region's zones at one instant, the cheapest zone and the price on demand as its range. */
export function spotPrice(fleet: Fleet, instanceType: string, region: string): Figure {
  const onDemand = instancePrice(fleet, instanceType, region);
  const offered = offering(instanceType, region);
  const zones = (offered?.spotUsdPerHour ?? []).map((usd) => Math.min(usd, onDemand.value));
  if (zones.length === 0) {
    return assumed(
      onDemand.value,
      'USD/h',
      `no spot price of ${instanceType} in ${region} was published: as on demand`,
    );
  }
  const { source, date } = (offered as Offering).zonesProvenance;
  const cheapest = Math.min(...zones);
  const mean = zones.reduce((sum, usd) => sum + usd, 0) / zones.length;
  return {
    ...published(mean, 'USD/h', {
      source: `mean spot price of ${zones.length} zones (${zones.map(show).join(', ')}) at one instant, ${source}`,
      date,
    }),
    ...(cheapest < mean && mean < onDemand.value && { low: cheapest, high: onDemand.value }),
  };
}

/** Price of an instance as the shape of a workload mostly buys it. */
export const firstPrice = (
  fleet: Fleet,
  { shape }: Pick<Workload, 'shape'>,
  instanceType: string,
  region: string,
): Figure => priceOf[shapeTraits[shape].mostlyOn](fleet, instanceType, region);

const priceOf = { 'on-demand': instancePrice, spot: spotPrice };

/** The region's negotiated prices by instance type. */
export const negotiatedPrices = (fleet: Fleet, region: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fleet.pricesUsdPerHour).flatMap(([instanceType, byRegion]) => {
      const usd = byRegion[region];
      return usd === undefined ? [] : [[instanceType, usd]];
    }),
  );
