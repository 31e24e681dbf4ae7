import type { Plan, WorkloadPlan } from '../../plan/plan';

/** Which users come to which region. */
export interface UserFlows {
  readonly title: string;
  readonly flows: readonly UserFlow[];
}

export interface UserFlow {
  /** An area, or all users where the fleet file does not say where they are. */
  readonly from: string;
  readonly to: string;
  /** Share of the workload's demand, 0 to 1. */
  readonly share: number;
}

/** One chart for each workload. */
export const userFlows = ({ workloads, cells }: Pick<Plan, 'workloads' | 'cells'>): UserFlows[] =>
  workloads.map((workload) => ({
    title: `${workload.name}: which region serves which users while no region is lost`,
    flows: flowsOf(cells, workload),
  }));

function flowsOf(cells: Plan['cells'], { name, users }: WorkloadPlan): UserFlow[] {
  const stated = users.map(({ area, region, share }) => ({ from: area, to: region, share: share.value }));
  const split = cells
    .filter(({ task }) => task === 'generate')
    .flatMap(({ region, loads }) => loads.map((load) => ({ region, ...load })))
    .filter(({ workload }) => workload === name)
    .map(({ region, demandShare }) => ({ from: 'all users', to: region, share: demandShare.value }));
  return (stated.length > 0 ? stated : split).filter(({ share }) => share > 0);
}
