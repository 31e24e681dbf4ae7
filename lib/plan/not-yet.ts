import type { Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { isBatch } from '../fleet/shape';

/** What the plan holds and no stack makes yet, in a few words. */
export type NotYet = string;

/** A standby mode is a pair of records; three regions need a tree of them. */
const regionsOfStandby = 2;

/** Why a workload's own cells and names are not made yet; empty where they are. */
export function workloadNotYet(workload: Workload, regions: readonly string[]): NotYet[] {
  const { failover } = workload;
  const mode = isNone(failover) ? undefined : failover.mode;
  return [
    ...(isBatch(workload) ? ['the queue of a batch'] : []),
    ...(mode === 'pilot-light' ? ['the controller that raises a pilot light from zero'] : []),
    ...(mode === 'warm-standby' && regions.length > regionsOfStandby
      ? ['a warm standby of more than two regions']
      : []),
  ];
}
