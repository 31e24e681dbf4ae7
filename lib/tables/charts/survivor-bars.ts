import type { Plan } from '../../plan/plan';
import type { ComparedBars } from './compared-bars';

/** What the survivors carry at once and once they have grown, against what is promised. */
export const survivorBars = ({ workloads }: Pick<Plan, 'workloads'>): ComparedBars => ({
  title: 'Share of peak that the surviving regions carry',
  axis: 'share of peak, %',
  format: 'share',
  bars: ['at once', 'once grown'],
  limit: 'promised',
  rows: workloads.flatMap(({ name, failover }) =>
    failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown }) => ({
      name: [name, `without ${lostRegion}`],
      values: [shareOfPeak.value, shareOfPeakGrown.value] as const,
      limit: failover.promisedShare.value,
    })),
  ),
});
