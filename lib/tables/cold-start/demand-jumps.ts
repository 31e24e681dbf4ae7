import type { Plan } from '../../plan/plan';
import { bare, duration, figures, share, words } from '../cells';
import type { Table } from '../table';

/** What happens while new instances start, where instances run all the time. */
export const demandJumpsTable = ({ cells }: Pick<Plan, 'cells'>): Table => ({
  title: 'If demand jumps at once from what the minimum carries to what the maximum carries',
  columns: [
    words('model'),
    words('region'),
    figures('share refused'),
    figures('refused for'),
    figures('requests refused'),
    figures('a scheduled minimum must lead by'),
  ],
  rows: cells
    .filter(({ minInstances }) => minInstances.value > 0)
    .map(({ model, region, spike }) => [
      model,
      region,
      share(spike.shedRatio),
      duration(spike.loadingSeconds),
      bare(spike.shedRequests),
      duration(spike.leadSeconds),
    ]),
});
