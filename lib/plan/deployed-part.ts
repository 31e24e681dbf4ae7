import type { Plan } from './plan';

/**
 * The part of a plan that stacks make and runbooks speak of: workloads whose shape and failover mode have stacks, their
 * cells, and the regions of those. Its costs are those of its own cells; budgets and identity stay whole.
 */
export function deployedPart(plan: Plan): Plan {
  const isMade = plan.cells.map(({ notYetDeployed }) => notYetDeployed === undefined);
  const cells = plan.cells.filter((_, index) => isMade[index]);
  return {
    ...plan,
    regions: plan.regions.filter(({ region }) => cells.some((cell) => cell.region === region)),
    models: plan.models.filter(({ name }) => cells.some(({ model }) => model === name)),
    workloads: plan.workloads.filter(({ name, model }) =>
      cells.some((cell) => cell.model === model && cell.loads.some(({ workload }) => workload === name)),
    ),
    cells,
    cellCosts: plan.cellCosts.filter((_, index) => isMade[index]),
  };
}
