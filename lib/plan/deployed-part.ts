import type { CellPlan } from './capacity/cell';
import { plannedNotYet } from './capacity/not-yet';
import type { Plan } from './plan';

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
      return here.length === 0 ? [] : [{ ...region, zoneIds: zonesOf(here) }];
    }),
    models: plan.models.filter(({ name }) => cells.some(({ model }) => model === name)),
    workloads,
    cells,
    cellCosts: plan.cellCosts.filter((_, index) => isMade[index]),
  };
}

/** The zones that a network of these cells spans. */
export const zonesOf = (cells: readonly CellPlan[]): string[] => [...new Set(cells.flatMap(({ zoneIds }) => zoneIds))];
