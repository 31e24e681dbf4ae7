import type { PricedPlan } from '../../budgets/priced-plan';
import { about, bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What each phase costs against its budget, and what everything besides GPU instances costs. */
export const phaseSummary = ({
  phases,
  overheadUsdPerMonth,
}: Pick<PricedPlan, 'phases' | 'overheadUsdPerMonth'>): Table => ({
  title: 'Cost, USD a month',
  columns: [
    words('phase'),
    figures('expected'),
    figures('of it for failover'),
    figures('worst case'),
    figures('budget'),
  ],
  rows: [
    ...phases.map(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth, headroomUsdPerMonth }) => [
      phase,
      about(expectedUsdPerMonth),
      about(headroomUsdPerMonth),
      about(worstCaseUsdPerMonth),
      budgetUsdPerMonth === undefined ? 'none, on purpose' : bare(budgetUsdPerMonth),
    ]),
    ['besides GPUs', about(overheadUsdPerMonth), '', '', 'none'],
  ],
});
