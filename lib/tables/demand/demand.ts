import type { Plan } from '../../plan/plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** How much each workload is asked, in all regions together. */
export const demandTable = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Demand in all regions together',
  columns: [
    words('workload'),
    figures('mean', 'requests/s'),
    figures('peak', 'requests/s'),
    figures('input of a request', 'tokens'),
    figures('output of a request', 'tokens'),
  ],
  rows: workloads.map(({ name, demand }) => [
    name,
    bare(demand.meanRequestsPerSecond),
    bare(demand.peakRequestsPerSecond),
    bare(demand.meanInputTokens),
    bare(demand.meanOutputTokens),
  ]),
});
