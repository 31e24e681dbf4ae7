import type { Provenance } from '../../catalogue/provenance';
import { derived, type Figure, published, show } from '../../figures/figure';

/** Published on other hardware, for other weights: half as fast and half as slow again are both likely. */
const spread = { low: 0.5, high: 1.5 };

export type Rate = Provenance & { readonly unit: string; readonly perSecond: number };

export function transfer(weightsGiB: Figure, gib: number, rate: Rate): Figure {
  const seconds = gib / rate.perSecond;
  return derived(seconds, 's', `${show(gib)} GiB ÷ ${show(rate.perSecond)} ${rate.unit}`, {
    low: seconds * spread.low,
    high: seconds * spread.high,
    from: [weightsGiB, published(rate.perSecond, rate.unit, rate)],
  });
}
