import { mapObjects, type Template } from './template';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Replaces zone ids by zone names, because both emulators ignore `AvailabilityZoneId` and put every subnet into one zone.
 * The mapping differs from account to account, so the names are assigned in the order of the ids.
 */
export function zoneNames(template: Template, region: string): Template {
  const ids: string[] = [];
  mapObjects(template.Resources, (object) => {
    const { AvailabilityZoneId } = object as { AvailabilityZoneId?: unknown };
    ids.push(
      ...(typeof AvailabilityZoneId !== 'string' || ids.includes(AvailabilityZoneId) ? [] : [AvailabilityZoneId]),
    );
    return object;
  });
  ids.sort();
  const named = mapObjects(template.Resources, (object) => {
    const { AvailabilityZoneId, ...rest } = object as { AvailabilityZoneId?: unknown };
    return typeof AvailabilityZoneId !== 'string'
      ? object
      : { ...rest, AvailabilityZone: `${region}${letters[ids.indexOf(AvailabilityZoneId)]}` };
  });
  return { ...template, Resources: named as Template['Resources'] };
}
