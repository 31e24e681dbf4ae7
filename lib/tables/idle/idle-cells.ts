import type { Plan } from '../../plan/plan';
import { bare, figures, share, words } from '../cells';
import { keptPromise } from '../kept-promise';
import type { Cell, CellPart, Table } from '../table';

type Planned = Pick<Plan, 'idleWork' | 'workloads'>;

/** How much of a batch each cell takes, and what the workloads beside it then see. */
export const idleCellsTable = (plan: Planned): Table => ({
  title: 'Idle capacity of the cells that such work runs on',
  columns: [
    words('workload'),
    words('region'),
    figures('at most in flight', 'requests of a replica'),
    words('held back by'),
    figures('idle then'),
    figures('done of it', 'requests/s'),
    words('beside it, at the hardest load'),
  ],
  rows: plan.idleWork.flatMap(({ workload, cells }) =>
    cells.map((cell): Cell[] => [
      workload,
      cell.region,
      bare(cell.belowInFlight),
      cell.heldBackBy,
      share(cell.idleRatio),
      bare(cell.requestsPerSecond),
      cell.kept.flatMap((seen, index): CellPart[] => [index === 0 ? '' : '\n', ...keptPromise(plan, seen)]),
    ]),
  ),
  notes: [
    'A replica takes a request of the batch only while it has fewer requests in flight than this, whichever they are. Target tracking counts the batch, too: at this number, the batch alone neither launches an instance nor keeps one. Where a promise breaks in the simulation, the number is lowered until it holds.',
  ],
});
