import { type Figure, stated } from '../../figures/figure';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { about, amount, duration, figures, share, words } from '../cells';
import type { Cell, Table } from '../table';

/** What each workload promises, what is left of it when a region is lost, and what its tokens cost. */
export const workloadSummary = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Workloads',
  columns: [
    words('workload'),
    words('model'),
    figures('peak,\nreq/s'),
    words('promised\nTTFT, TPOT'),
    figures('left without\na region\n(promised)'),
    figures('failover\nin'),
    figures('USD/10⁶\ntokens'),
  ],
  rows: workloads.map((workload) => [
    workload.name,
    workload.model,
    about(workload.demand.peakRequestsPerSecond),
    promise(workload.objectives),
    ...failoverCells(workload),
    about(workload.cost.usdPerMillionOutputTokens),
  ]),
  notes: workloads
    .filter(({ notYetDeployed }) => notYetDeployed.length > 0)
    .map(
      ({ name, notYetDeployed }) => `Planned and priced, but not deployed yet: ${name} (${notYetDeployed.join(', ')}).`,
    ),
});

/** Latencies where a person waits, a deadline for a batch. */
const promise = ({ latency, deadlineHours }: WorkloadPlan['objectives']): Cell =>
  latency === undefined
    ? ['done in ', amount(stated(deadlineHours, 'h', 'objectives.deadlineHours or its default'))]
    : [
        duration(stated(latency.timeToFirstTokenSeconds, 's', 'objectives.timeToFirstTokenSeconds')),
        ', ',
        duration(stated(latency.timePerOutputTokenSeconds, 's', 'objectives.timePerOutputTokenSeconds')),
      ];

/** What the tightest survivors carry: at once where all that is promised runs, once grown where it is launched first. */
function failoverCells({
  failover: { survivors, mode, promisedShare, capacitySeconds, recoverySeconds },
}: WorkloadPlan): Cell[] {
  const left = least(survivors.map((one) => (capacitySeconds.value === 0 ? one.shareOfPeak : one.shareOfPeakGrown)));
  return mode === 'none' || left === undefined
    ? ['no failover', '']
    : [[share(left), ' (', share(promisedShare), ')'], duration(recoverySeconds)];
}

const least = (figures: readonly Figure[]): Figure | undefined =>
  figures.length === 0 ? undefined : figures.reduce((a, b) => (b.value < a.value ? b : a));
