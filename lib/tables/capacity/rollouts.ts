import type { ReplacementPlan } from '../../plan/capacity/replacement';
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
    words('order'),
    words('needs'),
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
        replacement.order,
        need(replacement),
        duration(replacement.seconds),
        duration(replacement.rollbackSeconds),
        rollbackUsd === undefined ? '' : bare(rollbackUsd),
      ];
    }),
  ),
  notes: [
    'A rollout that launches first fails, and is rolled back, where AWS has no spare instance to give for an hour. `models[].pools.baseline.replacement: terminate-first` needs none, and serves with fewer instances meanwhile.',
    'A rollback takes the longest when the rollout fails at its end: every instance has been replaced and is replaced back.',
  ],
});

function need({ order, spareInstances, instances }: ReplacementPlan): string {
  switch (order) {
    case 'launch-first':
      return `${spareInstances.value} spare within an hour`;
    case 'terminate-first':
      return `nothing: ${instances.value - 1} of ${instances.value} serve meanwhile`;
    default:
      return order satisfies never;
  }
}
