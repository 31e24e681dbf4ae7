import { repairInstance } from '../../../lambda/gpu-repair/repair-instance';
import { chooseTier, type TierLoad } from '../../gateway/choose-tier';
import { type RegionAnswer, resolve } from '../dns/resolve';
import type { DrilledGroup } from '../drill/drilled-group';
import type { WorkloadSetup } from '../drill/model-setup';

/** The decisions of the fleet that a simulation of faults runs. A test breaks one of them, and expects the simulation to find it. */
export interface Design {
  /** Regions that may answer a workload. */
  readonly regionsOf: (workload: Pick<WorkloadSetup, 'regions'>, all: readonly string[]) => readonly string[];
  readonly chooseTier: (tiers: readonly TierLoad[]) => number;
  /** How often a request may cross from one region to another. */
  readonly mostCrossings: number;
  /** Instances that gateways count as ready. */
  readonly readyInstances: (group: DrilledGroup) => number;
  /** The fewest instances that scaling leaves. */
  readonly floorOf: (minInstances: number) => number;
  /** Whether a health check without data says that the region is ready; undefined if it keeps its last state. */
  readonly readyWithoutMetrics: boolean | undefined;
  readonly resolve: (answers: readonly RegionAnswer[], nearestFirst: readonly string[]) => string | undefined;
  readonly repair: typeof repairInstance;
}

/** What is deployed, with gateways in front of the cells. */
export const shippedDesign: Design = {
  regionsOf: ({ regions }) => regions,
  chooseTier,
  mostCrossings: 1,
  readyInstances: ({ serving }) => serving.length,
  floorOf: (minInstances) => minInstances,
  readyWithoutMetrics: undefined,
  resolve,
  repair: repairInstance,
};
