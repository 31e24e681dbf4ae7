import type { Plan } from '../../plan/plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** The Auto Scaling groups of every cell, one for each way in which it buys instances. */
export const poolsTable = ({ cells }: Pick<Plan, 'cells'>): Table => ({
  title: 'Pools: one Auto Scaling group each',
  columns: [
    words('model'),
    words('region'),
    words('pool'),
    words('bought'),
    figures('minimum', 'instances'),
    figures('maximum', 'instances'),
    figures('more during a rollout', 'instances'),
    figures('stopped in a warm pool', 'instances'),
    words('reservations'),
    words('state'),
  ],
  rows: cells.flatMap((cell) =>
    cell.pools.map((pool) => [
      cell.model,
      cell.region,
      pool.pool,
      pool.purchase,
      bare(pool.minInstances),
      bare(pool.maxInstances),
      bare(pool.surgeInstances),
      bare(pool.warmInstances),
      pool.reservations.length === 0 ? 'none' : pool.reservations.join(' '),
      (cell.notYetDeployed ?? pool.notYetDeployed) === undefined ? 'deployed' : 'not deployed yet',
    ]),
  ),
});
