import type { StackProps } from 'aws-cdk-lib';
import type { Plan } from '../plan/plan';

/**
 * Refuses a region's stack where a jurisdiction of its workloads does not hold the region, however the plan came about.
 *
 * @throws Error naming the stack, the workload and its jurisdiction
 */
export function assertInsideJurisdiction(id: string, plan: Plan, region: string, env: StackProps['env']): void {
  if (env?.region !== region) {
    throw new Error(`${id}: must be deployed to the region of its plan, got ${env?.region}, expected ${region}`);
  }
  const here = plan.cells
    .filter((cell) => cell.region === region)
    .flatMap(({ loads }) => loads.map((load) => load.workload));
  const workloads = plan.workloads.filter(({ name, regions }) => here.includes(name) || regions.includes(region));
  if (workloads.length === 0) {
    throw new Error(
      `${id}: no workload may run in ${region}, expected a region of a jurisdiction that a workload names`,
    );
  }
  for (const workload of workloads) {
    assertHolds(id, plan, workload, region);
  }
}

/** @throws Error when traffic of the workload may not reach the region */
export function assertHolds(
  id: string,
  { fleet: { jurisdictions } }: Plan,
  { name, jurisdiction }: Plan['workloads'][number],
  region: string,
): void {
  const regions = jurisdictions[jurisdiction] ?? [];
  if (!regions.includes(region)) {
    throw new Error(
      `${id}: ${region} is outside the jurisdiction ${jurisdiction} of workload ${name}, expected ${regions.join(' or ')}`,
    );
  }
}
