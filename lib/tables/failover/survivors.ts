import type { Plan } from '../../plan/plan';
import { duration, figures, share, words } from '../cells';
import type { Table } from '../table';

/** What the other regions carry once any one region is lost. */
export const survivorsTable = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'What the surviving regions carry',
  columns: [
    words('workload'),
    words('lost region'),
    words('failover'),
    figures('peak carried at once'),
    figures('peak refused until grown'),
    figures('peak carried once grown'),
    figures('promised'),
    figures('clients fail over in'),
  ],
  rows: workloads.flatMap(({ name, failover }) =>
    failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown, shedRatio, recoverySeconds }) => [
      name,
      lostRegion,
      failover.mode,
      share(shareOfPeak),
      share(shedRatio),
      share(shareOfPeakGrown),
      share(failover.promisedShare),
      failover.mode === 'none' ? 'no failover' : duration(recoverySeconds),
    ]),
  ),
});
