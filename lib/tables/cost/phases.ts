import type { PricedPlan } from '../../budgets/priced-plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What GPU instances of each phase cost against their budget, and what everything else costs. */
export const phasesTable = ({
  phases,
  overheadUsdPerMonth,
}: Pick<PricedPlan, 'phases' | 'overheadUsdPerMonth'>): Table => ({
  title: 'Cost by phase, USD a month',
  columns: [
    words('phase'),
    figures('expected'),
    figures('of it on spot'),
    figures('of it for failover'),
    figures('worst case'),
    figures('budget'),
  ],
  rows: [
    ...phases.map(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth, ...parts }) => [
      phase,
      bare(expectedUsdPerMonth),
      bare(parts.interruptibleUsdPerMonth),
      bare(parts.headroomUsdPerMonth),
      bare(worstCaseUsdPerMonth),
      budgetUsdPerMonth === undefined ? 'none, on purpose' : bare(budgetUsdPerMonth),
    ]),
    ['besides GPUs', bare(overheadUsdPerMonth), '', '', '', 'none'],
  ],
});
