import { layoutsOn } from '../architecture/places';
import { startRefusals } from '../architecture/start-refusals';
import { type GpuInstanceType, gpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { offering } from '../catalogue/prices';
import { gpusOf } from '../contract/replica-layout';
import { cacheOnGpu, weightsOnGpu } from '../engine/gpu-formats';
import type { Fleet, Model } from '../fleet/fleet';
import { sharedZones, zonesNeeded } from '../fleet/zones';
import { type Placement, placementOf } from './placement';

/** Precisions of the cache that every engine offers. */
const kvPrecisions: readonly Model['kvPrecision'][] = ['bf16', 'fp8'];

/**
 * Every way to serve a model that its engine starts in: today's first, then each type in each layout, with each precision of
 * the cache. Where the types are offered, and whether they are fast enough, is not asked yet.
 */
export function placementsOf(model: Model): Placement[] {
  const others = gpuInstanceTypes.flatMap((type) =>
    layoutsOn(type, model.architecture ?? {}).flatMap((layout) =>
      kvPrecisions
        .filter((kvPrecision) => starts(model, { layout, kvPrecision, instanceTypes: [type.name] }, type))
        .map((kvPrecision): Placement => ({ layout, kvPrecision, instanceTypes: [type.name] })),
    ),
  );
  return [placementOf(model), ...others];
}

/** Those of the placements whose types all regions offer at a known price. */
export function placementsIn(
  fleet: Fleet,
  model: Model,
  regions: readonly string[],
  placements: readonly Placement[],
): Placement[] {
  const offered = new Map<string, boolean>();
  return placements.filter(({ instanceTypes }) => {
    const key = instanceTypes.join();
    const [first, ...others] = instanceTypes;
    const known =
      offered.get(key) ??
      [first as string, ...others].every((type) => isOffered(fleet, model, type, regions, instanceTypes));
    offered.set(key, known);
    return known;
  });
}

/** Whether all regions offer a type at a known price, in enough zones together with `beside`. */
export function isOffered(
  fleet: Fleet,
  model: Model,
  name: string,
  regions: readonly string[],
  beside: readonly string[] = [],
): boolean {
  return regions.every(
    (region) =>
      (fleet.pricesUsdPerHour[name]?.[region] ?? offering(name, region)?.onDemandUsdPerHour) !== undefined &&
      sharedZones({ ...model, instanceTypes: [...beside, name] }, region).length >= zonesNeeded(model),
  );
}

/** Whether the engine starts: formats that the GPU knows, heads and experts that the layout divides. */
export function starts(model: Model, { layout, kvPrecision }: Placement, type: GpuInstanceType): boolean {
  const { computeCapability, gpuCount } = type;
  const weights = weightsOnGpu(model.precision, computeCapability);
  return (
    gpuCount % gpusOf(layout) === 0 &&
    (weights === 'native' || weights === 'weight-only') &&
    cacheOnGpu(kvPrecision, computeCapability) === 'native' &&
    divides(model, layout)
  );
}

/** Without a `config.json` nothing is known of experts, and only the heads can be divided wrongly. */
function divides({ architecture, kvHeads = 1, engine }: Model, layout: Placement['layout']): boolean {
  const { tensorParallel } = layout;
  if (architecture === undefined) {
    return kvHeads % tensorParallel === 0 || tensorParallel % kvHeads === 0;
  }
  return startRefusals(architecture, layout).length === 0 && !(layout.expertParallel && engine.loraAdapters.length > 0);
}

export const typeOf = (name: string): GpuInstanceType => gpuInstanceType(name) as GpuInstanceType;
