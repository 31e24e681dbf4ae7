import {
  elsewhereRatio,
  referenceRegion,
  type Service,
  servicePrice,
  serviceUnits,
} from '../../catalogue/service-prices';
import { assumed, type Figure, published } from '../../figures/figure';

/** What a unit of a service costs in a region: its published price, else an estimate from the reference region's. */
export function servicePriceFigure(service: Service, region: string): Figure {
  const unit = serviceUnits[service];
  const own = servicePrice(service, region);
  if (own !== undefined) {
    return published(own.usd, unit, own.provenance);
  }
  const reference = servicePrice(service, referenceRegion);
  if (reference === undefined) {
    throw new Error(`${service}: no price in ${referenceRegion}, from which ${region}'s would follow`);
  }
  const { value, low, high } = elsewhereRatio;
  return assumed(
    reference.usd * value,
    unit,
    `${value} × the ${reference.usd} ${unit} of ${referenceRegion} (${reference.provenance.source}): no publication of ${region}'s own price was found`,
    { low: reference.usd * low, high: reference.usd * high },
  );
}
