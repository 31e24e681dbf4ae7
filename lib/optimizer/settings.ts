import type { FleetEdit } from '../fleet/edit-fleet';
import type { Fleet } from '../fleet/fleet';
import { changed, editsOf, type SettingChange } from './setting-change';
import { settingChanges } from './setting-changes';

/** A fleet with some of its settings otherwise; its models are placed as they are. */
export interface Setting {
  readonly fleet: Fleet;
  readonly changes: readonly SettingChange[];
  readonly edits: readonly FleetEdit[];
}

/** Beyond so many combinations, a plan changes two settings at most. */
const mostCombinations = 1000;

/**
 * The fleet as it is, and with each combination of changes.
 *
 * @param allows whether the fleet file is valid with an edit
 */
export function settingsOf(fleet: Fleet, allows: (edits: readonly FleetEdit[]) => boolean): Setting[] {
  const lists = settingChanges(fleet)
    .map((changes) => changes.filter((change) => allows(editsOf(fleet, change))))
    .filter((changes) => changes.length > 0);
  const count = lists.reduce((product, changes) => product * (changes.length + 1), 1);
  const most = count > mostCombinations ? 2 : lists.length;
  return combinations(lists, most).map((changes) => ({
    fleet: changes.reduce(changed, fleet),
    changes,
    edits: changes.flatMap((change) => editsOf(fleet, change)),
  }));
}

/** At most one of each list, `most` in all; none of any first. */
function combinations<T>([first, ...rest]: readonly (readonly T[])[], most: number): T[][] {
  if (first === undefined || most === 0) {
    return [[]];
  }
  return [
    ...combinations(rest, most),
    ...first.flatMap((one) => combinations(rest, most - 1).map((others) => [one, ...others])),
  ];
}
