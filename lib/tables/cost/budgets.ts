import type { PricedPlan } from '../../budgets/priced-plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** When finance hears of spending through AWS Budgets: 8 to 12 hours late, the burn meter within minutes. */
export const budgetsTable = ({ budgets }: Pick<PricedPlan, 'budgets'>): Table => ({
  title: 'Notices of AWS Budgets',
  columns: [words('budget'), words('counts'), words('of a'), figures('above, USD'), words('means')],
  rows: budgets.map(({ name, covers, period, limitUsd, notices, means }) => [
    name,
    covers,
    notices.includes('forecast') ? `${period}, also foreseen` : period,
    bare(limitUsd),
    means,
  ]),
});
