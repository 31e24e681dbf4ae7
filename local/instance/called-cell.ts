import type { CellPlan } from '../../lib/plan/capacity/cell';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';

/** The cell that clients of the first deployed workload reach first. Undefined where the fleet deploys none. */
export function calledCell(plan: Plan): CellPlan | undefined {
  const { workloads, cells } = deployedPart(plan);
  const [workload] = workloads;
  return cells.find(({ loads }) => loads.some((load) => load.workload === workload?.name));
}
