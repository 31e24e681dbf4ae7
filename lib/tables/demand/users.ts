import type { Plan } from '../../plan/plan';
import { bare, figures, share, words } from '../cells';
import type { Table } from '../table';

/** Which region serves the users of each area, and which one does once that region is lost. */
export const usersTable = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Where users are served',
  columns: [
    words('workload'),
    words('area'),
    figures('share of users'),
    words('served from'),
    figures('round trip', 'ms'),
    words('served from if that region is lost'),
    figures('round trip then longer by', 'ms'),
  ],
  rows: workloads.flatMap(({ name, users }) =>
    users.map(({ area, share: shareOfUsers, region, roundTripMs, afterLoss }) => [
      name,
      area,
      share(shareOfUsers),
      region,
      bare(roundTripMs),
      afterLoss?.region ?? 'no region',
      afterLoss === undefined ? '' : bare(afterLoss.addedRoundTripMs),
    ]),
  ),
});
