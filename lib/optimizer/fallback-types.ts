import { gpuInstanceTypes } from '../catalogue/instance-types';
import { offering } from '../catalogue/prices';
import type { Fleet, Model } from '../fleet/fleet';
import type { Placement } from './placement';
import { isOffered, starts, typeOf } from './placements';
import type { Found } from './search';

export interface FallbackSearch {
  /** The types that the fleet file allows. */
  readonly today: readonly string[];
  /** How many types there should be. */
  readonly wanted: number;
  /** Whether a placement keeps every promise on as many instances. */
  readonly holds: (placement: Placement) => boolean;
}

/**
 * The placement with further types that AWS may have where it lacks the first: those that keep every promise with as many
 * instances, those of today first, then those with another GPU, then the cheapest.
 */
export function withFallbackTypes(
  fleet: Fleet,
  model: Model,
  { candidate }: Found<Placement>,
  { today, wanted, holds }: FallbackSearch,
): Placement {
  const placement = candidate.of;
  const regions = [...new Set(candidate.cells.map(({ region }) => region))];
  const [first] = placement.instanceTypes;
  if (first === undefined || regions.length === 0) {
    return placement;
  }
  const { gpuCount, gpu } = typeOf(first);
  const usd = (type: string): number => offering(type, regions[0] as string)?.onDemandUsdPerHour ?? Number.MAX_VALUE;
  const others = gpuInstanceTypes
    .filter((type) => type.gpuCount === gpuCount && type.name !== first && starts(model, placement, type))
    .sort(
      (a, b) =>
        Number(today.includes(b.name)) - Number(today.includes(a.name)) ||
        Number(a.gpu === gpu) - Number(b.gpu === gpu) ||
        usd(a.name) - usd(b.name),
    )
    .map((type) => type.name);
  const types = [first];
  for (const other of others) {
    if (types.length >= wanted) {
      break;
    }
    if (isOffered(fleet, model, other, regions, types) && holds({ ...placement, instanceTypes: [other] })) {
      types.push(other);
    }
  }
  return { ...placement, instanceTypes: types };
}
