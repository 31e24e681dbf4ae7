import { zoneIdsOfRegion } from '../catalogue/prices';
import { isRegionZone } from '../catalogue/region-zone';
import type { CellPlan } from './capacity/cell';
import { plannedNotYet } from './capacity/not-yet';
import type { Plan, RegionPlan } from './plan';

/**
 * The part of a plan that stacks deploy and runbooks describe: workloads whose shape and failover mode have stacks, their
 * cells, and the regions of those. Its costs are those of its own cells; budgets and identity stay whole.
 */
export function deployedPart(plan: Plan): Plan {
  const isMade = plan.cells.map(({ notYetDeployed }) => notYetDeployed === undefined);
  const workloads = plan.workloads.filter((workload) => plannedNotYet(workload).length === 0);
  const names = workloads.map(({ name }) => name);
  const cells = plan.cells
    .filter((_, index) => isMade[index])
    .map((cell) => ({ ...cell, loads: cell.loads.filter(({ workload }) => names.includes(workload)) }));
  return {
    ...plan,
    regions: plan.regions.flatMap((region) => {
      const here = cells.filter((cell) => cell.region === region.region);
      return here.length === 0 ? [] : [{ ...region, zoneIds: zonesOf(here, zonesToStandIn(region)) }];
    }),
    models: plan.models.filter(({ name }) => cells.some(({ model }) => model === name)),
    workloads,
    cells,
    cellCosts: plan.cellCosts.filter((_, index) => isMade[index]),
    ...(plan.gatewayGroups && {
      gatewayGroups: plan.gatewayGroups.filter(
        ({ region, notYetDeployed }) => notYetDeployed === undefined && cells.some((cell) => cell.region === region),
      ),
    }),
  };
}

/** A load balancer needs subnets in so many zones. */
const leastNetworkZones = 2;

/**
 * The zones in which a region's network has subnets: every one in which AWS offers a GPU type, whatever the models use. A
 * subnet costs nothing, and one that stays is never deleted under the instances that another stack still runs in it.
 */
export const subnetZonesOf = (region: string): string[] => zoneIdsOfRegion(region).filter(isRegionZone);

/** The zones of a region in which something can stand: where its network exists already, those of its subnets. */
export const zonesToStandIn = ({
  region,
  existingNetwork,
}: Pick<RegionPlan, 'region' | 'existingNetwork'>): string[] =>
  existingNetwork === undefined ? zoneIdsOfRegion(region) : Object.keys(existingNetwork.privateSubnets);

/** The zones that a region uses: those of its cells, and one more where they all lie in the same. */
export function zonesOf(cells: readonly CellPlan[], among: readonly string[]): string[] {
  const zones = [...new Set(cells.flatMap(({ zoneIds }) => zoneIds))];
  const others = among.filter((zone) => !zones.includes(zone));
  return [...zones, ...others.slice(0, Math.max(0, leastNetworkZones - zones.length))];
}
