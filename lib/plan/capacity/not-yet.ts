import type { PlannedFailoverMode } from '../../contract/failover-modes';
import { failoverMode, failoverTraits } from '../../fleet/failover-traits';
import type { Workload } from '../../fleet/fleet';
import { shapeTraits } from '../../fleet/shape-traits';

/** A part of the plan that no stack deploys yet, as a noun that findings and tables name. */
export type NotYet = string;

interface Planned extends Pick<Workload, 'shape'> {
  readonly regions: readonly string[];
  readonly failover: { readonly mode: PlannedFailoverMode };
}

/** Why a workload's own cells and names are not deployed yet; empty where they are. */
export const workloadNotYet = ({ shape, failover }: Workload, regions: readonly string[]): NotYet[] =>
  plannedNotYet({ shape, regions, failover: { mode: failoverMode(failover) } });

/** The same for a workload of a plan. */
export const plannedNotYet = ({ shape, regions, failover: { mode } }: Planned): NotYet[] =>
  [shapeTraits[shape].notYetDeployed, failoverTraits[mode].notYetDeployed(regions.length)].filter(
    (reason) => reason !== undefined,
  );
