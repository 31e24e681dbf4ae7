import type { Architecture } from '../architecture/model/architecture';
import type { Place } from '../architecture/places';
import { gpuInstanceTypes } from '../catalogue/instance-types';
import { offering } from '../catalogue/prices';
import { smallestLayout } from '../engine/gpu-memory';

/** A proposal holds so many sequences of so many tokens at least. Assumed: enough to try a model with several users. */
const proposedSequences = 8;
const proposedTokens = 8192;

/**
 * The cheapest instance type of a region, by list price, that holds a handful of sequences; the fewest GPUs of it.
 *
 * @param among names of the types to choose from. @default - every type of the catalogue
 */
export function proposedPlace(
  architecture: Architecture,
  region: string,
  among?: readonly string[],
): Place | undefined {
  const sequenceTokens = Math.min(proposedTokens, architecture.context.defaultTokens);
  const candidates = gpuInstanceTypes.filter(({ name }) => among?.includes(name) ?? true);
  const places = candidates.flatMap((type) => {
    const usd = offering(type.name, region)?.onDemandUsdPerHour;
    const layout = smallestLayout(architecture, { type, kvPrecision: 'bf16', sequenceTokens }, proposedSequences);
    return layout === undefined || (usd === undefined && among === undefined) ? [] : [{ type, layout, usd: usd ?? 0 }];
  });
  return places.sort((a, b) => a.usd - b.usd)[0];
}
