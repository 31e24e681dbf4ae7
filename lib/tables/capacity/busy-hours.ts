import type { Plan } from '../../plan/plan';
import { bare, code, figures, words } from '../cells';
import type { Table } from '../table';

/** When the minimum of a pool is raised, and what that makes of its mean over a week. */
export const busyHoursTable = ({ cells }: Pick<Plan, 'cells'>): Table => ({
  title: 'Busy hours',
  columns: [
    words('model'),
    words('region'),
    words('begin (cron)'),
    words('end (cron)'),
    words('time zone'),
    figures('minimum meanwhile', 'instances'),
    figures('mean of a week', 'instances'),
  ],
  rows: cells.flatMap(({ model, region, pools }) =>
    pools.flatMap(({ schedule, meanInstances }) =>
      schedule.map(({ startsAt, endsAt, timeZone, minInstances }) => [
        model,
        region,
        code(startsAt),
        code(endsAt),
        timeZone,
        bare(minInstances),
        bare(meanInstances),
      ]),
    ),
  ),
});
