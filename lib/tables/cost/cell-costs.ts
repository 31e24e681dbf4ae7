import type { Plan } from '../../plan/plan';
import { bare, figures, share, words } from '../cells';
import type { Table } from '../table';

/** What the GPU instances of each cell cost by the hour. */
export const cellCostsTable = ({ cellCosts }: Pick<Plan, 'cellCosts'>): Table => ({
  title: 'Cost by cell',
  columns: [
    words('model'),
    words('region'),
    figures('expected', 'USD/h'),
    figures('of it for failover', 'USD/h'),
    figures('worst case', 'USD/h'),
    figures('idle at mean demand'),
  ],
  rows: cellCosts.map(({ model, region, expectedUsdPerHour, headroomUsdPerHour, worstCaseUsdPerHour, idleRatio }) => [
    model,
    region,
    bare(expectedUsdPerHour),
    bare(headroomUsdPerHour),
    bare(worstCaseUsdPerHour),
    share(idleRatio),
  ]),
});
