import { offering } from '../catalogue/prices';

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** Zones that the cells of a model need in a region: two, or one where the fleet file says why. */
export const zonesNeeded = ({ zones }: { readonly zones?: object | undefined }): number =>
  zones === undefined ? leastZones : 1;

export const zonesOfType = (instanceType: string, region: string): readonly string[] =>
  offering(instanceType, region)?.zoneIds ?? [];

/** Zones of `region` in which every allowed type is offered. */
export function sharedZones(
  { instanceTypes }: { readonly instanceTypes: readonly string[] },
  region: string,
): string[] {
  const [first = [], ...others] = instanceTypes.map((name) => zonesOfType(name, region));
  return first.filter((zone) => others.every((zones) => zones.includes(zone)));
}
