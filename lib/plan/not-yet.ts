import type { Workload } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { isBatch } from '../fleet/shape';

/** What the plan holds and no stack makes yet, in a few words. */
export type NotYet = string;

interface Planned extends Pick<Workload, 'shape'> {
  readonly regions: readonly string[];
  readonly failover: { readonly mode: string };
}

/** A standby mode is a pair of records; three regions need a tree of them. */
const regionsOfStandby = 2;

/** Why a workload's own cells and names are not made yet; empty where they are. */
export const workloadNotYet = ({ shape, failover }: Workload, regions: readonly string[]): NotYet[] =>
  plannedNotYet({ shape, regions, failover: { mode: isNone(failover) ? 'none' : failover.mode } });

/** The same of a workload as it is planned. */
export function plannedNotYet({ shape, regions, failover: { mode } }: Planned): NotYet[] {
  return [
    ...(isBatch({ shape }) ? ['the queue of a batch'] : []),
    ...(mode === 'pilot-light' ? ['the controller that raises a pilot light from zero'] : []),
    ...(mode === 'warm-standby' && regions.length > regionsOfStandby
      ? ['a warm standby of more than two regions']
      : []),
  ];
}
