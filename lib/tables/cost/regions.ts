import type { Plan } from '../../plan/plan';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What GPU instances of each phase cost in each region. */
export const regionsTable = ({ phases }: Pick<Plan, 'phases'>): Table => ({
  title: 'Cost by phase and region',
  columns: [words('phase'), words('region'), figures('expected', 'USD/month'), figures('worst case', 'USD/month')],
  rows: phases.flatMap(({ phase, regions }) =>
    regions.map(({ region, expectedUsdPerMonth, worstCaseUsdPerMonth }) => [
      phase,
      region,
      bare(expectedUsdPerMonth),
      bare(worstCaseUsdPerMonth),
    ]),
  ),
});
