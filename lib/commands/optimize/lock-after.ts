import { type FleetEdit, isRegionEdit } from '../../fleet/edit-fleet';
import { dropFromLock, editLock } from '../../fleet/edit-lock';
import { unresolvedMachineImage } from '../../fleet/lock-file';

/** A lock file after regions have left the fleet or joined it: their machine images go, and are still to be pinned. */
export const lockAfter = (lock: string | undefined, edits: readonly FleetEdit[]): string | undefined =>
  edits.filter(isRegionEdit).reduce((text, { region, next }) => text && withRegion(text, region, next), lock);

function withRegion(lock: string, region: string, next: string | undefined): string {
  const without = dropFromLock(lock, ['machineImages', region]);
  return next === undefined
    ? without
    : editLock(without, [{ path: ['machineImages', next], values: unresolvedMachineImage }], 'missing');
}
