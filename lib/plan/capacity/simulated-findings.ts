import { type Finding, warning } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import type { CellPlan } from './cell';

/** Cells in which no number of instances keeps every objective: more of them help against queues alone. */
export const simulatedFindings = (fleet: Fleet, { cells }: { readonly cells: readonly CellPlan[] }): Finding[] =>
  cells
    .filter(({ simulated }) => simulated !== undefined && simulated.decided === undefined)
    .flatMap(({ simulated, loads, region, minInstances }) =>
      loads.map(({ workload }) =>
        warning(['workloads', fleet.workloads.findIndex(({ name }) => name === workload), 'objectives'], {
          problem: `are kept by no number of instances in ${region} when requests are simulated at the ${simulated?.confidence} speed; arithmetic on mean loads sizes the cell`,
          got: `${minInstances.value} instances`,
          expected: 'objectives that the longest requests can meet',
          fix: 'relax them, allow a faster type, or look with npx polyregion rehearse',
          source: 'docs/plan.md, "Sizes by simulation"',
        }),
      ),
    );
