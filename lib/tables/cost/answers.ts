import type { Plan } from '../../plan/plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What a request and its tokens cost. */
export const answersTable = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Cost of an answer, at the expected cost and the mean demand',
  columns: [
    words('workload'),
    figures('a request', 'USD'),
    figures('10⁶ output tokens', 'USD'),
    figures('10⁶ output tokens if every replica were busy', 'USD'),
  ],
  rows: workloads.map(({ name, cost }) => [
    name,
    bare(cost.usdPerRequest),
    bare(cost.usdPerMillionOutputTokens),
    bare(cost.usdPerMillionOutputTokensAtFullLoad),
  ]),
});
