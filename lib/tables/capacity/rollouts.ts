import type { Plan } from '../../plan/plan';
import { bare, duration, figures, words } from '../cells';
import type { Table } from '../table';

/** What a new version of the instances takes, and what rolling it back takes and costs. */
export const rolloutsTable = ({ cells, cellCosts }: Pick<Plan, 'cells' | 'cellCosts'>): Table => ({
  title: 'Rolling out a new version of the instances',
  columns: [
    words('model'),
    words('region'),
    words('pool'),
    words('strategy'),
    figures('rollout takes'),
    figures('rollback takes'),
    figures('rollback costs', 'USD'),
  ],
  rows: cells.flatMap((cell, index) =>
    cell.pools.map(({ pool, replacement }, position) => {
      const rollbackUsd = cellCosts[index]?.pools[position]?.rollbackUsd;
      return [
        cell.model,
        cell.region,
        pool,
        replacement.strategy,
        duration(replacement.seconds),
        duration(replacement.rollbackSeconds),
        rollbackUsd === undefined ? '' : bare(rollbackUsd),
      ];
    }),
  ),
  notes: [
    'A rollback takes the longest when the rollout fails at its end: every instance has been replaced and is replaced back.',
  ],
});
