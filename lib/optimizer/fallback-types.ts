import { gpuInstanceTypes } from '../catalogue/instance-types';
import { offering } from '../catalogue/prices';
import type { Fleet } from '../fleet/fleet';
import { type CandidateContext, candidateOf } from './candidate-of';
import type { Evaluator } from './evaluator';
import type { Placement } from './placement';
import { isOffered, starts, typeOf } from './placements';
import type { Found } from './search';
import { servedPlacement } from './served-placement';

/**
 * The placement with further types that AWS may have where it lacks the first: those that keep every promise with as many
 * instances, those of today first, then those with another GPU, then the cheapest.
 *
 * @param wanted how many types there should be
 */
export function withFallbackTypes(
  fleet: Fleet,
  name: string,
  { candidate, instances }: Found<Placement>,
  { evaluator, today, wanted, context }: FallbackSearch,
): Placement {
  const placement = candidate.of;
  const model = fleet.models.find((one) => one.name === name);
  const regions = [...new Set(candidate.cells.map(({ region }) => region))];
  const [first] = placement.instanceTypes;
  if (model === undefined || first === undefined || regions.length === 0) {
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
    if (isOffered(fleet, model, other, regions, types) && holds(other)) {
      types.push(other);
    }
  }
  return { ...placement, instanceTypes: types };

  function holds(type: string): boolean {
    const served = servedPlacement(fleet, name, { ...placement, instanceTypes: [type] });
    return (
      typeof served !== 'string' &&
      candidateOf(served, context).cells.every(
        (cell, index) =>
          evaluator.broken(cell, (instances[index] as number) * cell.engine.enginesPerInstance) === undefined,
      )
    );
  }
}

export interface FallbackSearch {
  readonly evaluator: Evaluator;
  /** The types that the fleet file allows. */
  readonly today: readonly string[];
  readonly wanted: number;
  readonly context: CandidateContext;
}
