import type { Plan } from '../../plan/plan';
import { bare, duration, figures, share, words } from '../cells';
import type { Table } from '../table';

/** Each cell: one model in one region, with the demand that it takes and the load at which it grows. */
export const cellsTable = ({ cells }: Pick<Plan, 'cells'>): Table => ({
  title: 'Cells',
  columns: [
    words('model'),
    words('region'),
    words('zones'),
    words('takes'),
    figures('minimum', 'instances'),
    figures('maximum', 'instances'),
    figures('adds an instance above', 'requests in flight on each'),
    figures('an instance is full at', 'requests in flight'),
    figures('longest request'),
  ],
  rows: cells.map((cell) => [
    cell.model,
    cell.region,
    cell.zoneIds.length === 1 ? `${cell.zoneIds[0]} alone` : cell.zoneIds.join(' '),
    cell.loads.flatMap(({ workload, demandShare }, index) => [
      index === 0 ? '' : '\n',
      share(demandShare),
      ` of ${workload}`,
    ]),
    bare(cell.minInstances),
    bare(cell.maxInstances),
    bare(cell.targetRequestsInFlight),
    bare(cell.fullRequestsInFlight),
    duration(cell.engine.longestRequestSeconds),
  ]),
});
