import { type Coordinates, distanceKm } from '../../catalogue/globe';
import { type Region, region } from '../../catalogue/regions';
import { assumed, derived, type Figure } from '../../figures/figure';

/** A place, and the city that stands for it. */
export interface Place extends Coordinates {
  readonly name: string;
}

/** An area is larger than the city that stands for it. */
const leastKm = 100;

export const distanceFigure = (from: Place, to: Place): Figure =>
  assumed(
    Math.round(Math.max(leastKm, distanceKm(from, to))),
    'km',
    `great circle from ${from.name} to ${to.name}, each standing for all around it; at least ${leastKm} km`,
  );

/** Light in fibre covers 200 km a millisecond. */
const fibreKmPerMs = assumed(200, 'km/ms', 'two thirds of the speed of light, in glass');

/** Cables go around: measured routes are between the great circle and twice its length. */
const detour = assumed(1.5, 'ratio', 'length of the cable over the great circle', { low: 1, high: 2 });

export function roundTrip(distance: Figure): Figure {
  const ms = (factor: number): number => (2 * distance.value * factor) / fibreKmPerMs.value;
  return derived(
    ms(detour.value),
    'ms',
    `2 × ${distance.value} km × ${detour.value} ÷ ${fibreKmPerMs.value} km/ms, without the networks at either end`,
    { low: ms(detour.low ?? 1), high: ms(detour.high ?? 1), from: [distance, detour, fibreKmPerMs] },
  );
}

/** Between two regions of the catalogue. */
export const regionRoundTrip = (from: string, to: string): Figure =>
  roundTrip(distanceFigure(regionPlace(from), regionPlace(to)));

export function regionPlace(code: string): Place {
  const { place, ...coordinates } = region(code) as Region;
  return { ...coordinates, name: place };
}
