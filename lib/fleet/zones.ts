import { offering } from '../catalogue/prices';
import type { FleetFile } from './schema';

type FileModel = FleetFile['models'][number];

/** A group over fewer zones does not survive the loss of one. */
const leastZones = 2;

/** Zones that the cells of a model need in a region: two, or one where the fleet file says why. */
export const zonesNeeded = ({ zones }: Pick<FileModel, 'zones'>): number => (zones === undefined ? leastZones : 1);

export const zonesOfType = (instanceType: string, region: string): readonly string[] =>
  offering(instanceType, region)?.zoneIds ?? [];

/** Zones of `region` in which every allowed type is offered. */
export function sharedZones({ instanceTypes }: Pick<FileModel, 'instanceTypes'>, region: string): string[] {
  const [first = [], ...others] = instanceTypes.map((name) => zonesOfType(name, region));
  return first.filter((zone) => others.every((zones) => zones.includes(zone)));
}
