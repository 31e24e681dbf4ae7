import { offering } from '../catalogue/prices';

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** Zones that the cells of a model need in a region: two, or one where the fleet file says why. */
export const zonesNeeded = ({ zones }: { readonly zones?: object | undefined }): number =>
  zones === undefined ? leastZones : 1;

export const zonesOfType = (instanceType: string, region: string): readonly string[] =>
  offering(instanceType, region)?.zoneIds ?? [];

/** Instance types, and by region the zones that they may use. */
export interface ZonedTypes {
  readonly instanceTypes: readonly string[];
  /** Zones of the subnets that exist already. @default - every zone of a region */
  readonly subnetZones?: Readonly<Record<string, readonly string[]>>;
}

/** Zones of `region` in which every allowed type is offered, and in which there can be instances. */
export function sharedZones({ instanceTypes, subnetZones = {} }: ZonedTypes, region: string): string[] {
  const [first = [], ...others] = instanceTypes.map((name) => zonesOfType(name, region));
  const shared = first.filter((zone) => others.every((zones) => zones.includes(zone)));
  const usable = Object.hasOwn(subnetZones, region) ? subnetZones[region] : undefined;
  return usable === undefined ? shared : shared.filter((zone) => usable.includes(zone));
}
