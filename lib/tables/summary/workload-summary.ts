import type { Figure } from '../../figures/figure';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { bare, duration, figures, share, words } from '../cells';
import { objectiveParts } from '../objectives';
import type { Cell, Table } from '../table';

const shortShapes: Record<WorkloadPlan['shape'], string> = {
  'realtime-assistant': 'realtime',
  'batch-inference': 'batch',
  'retrieval-analytics': 'retrieval',
};

/** What each workload promises, what is left of it when a region is lost, and what its tokens cost. */
export const workloadSummary = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Workloads',
  columns: [
    words('workload'),
    words('shape'),
    words('model'),
    figures('peak,\nreq/s'),
    words('objectives'),
    figures('peak left (promised)\nif a region is lost'),
    figures('failover\nin'),
    figures('USD/10⁶\ntokens'),
  ],
  rows: workloads.map((workload) => [
    `${workload.name}${workload.notYetDeployed.length === 0 ? '' : ' *'}`,
    shortShapes[workload.shape],
    workload.model,
    bare(workload.demand.peakRequestsPerSecond),
    objectiveParts(workload.objectives),
    ...failoverCells(workload),
    bare(workload.cost.usdPerMillionOutputTokens),
  ]),
  notes: workloads
    .filter(({ notYetDeployed }) => notYetDeployed.length > 0)
    .map(
      ({ name, notYetDeployed }) => `* ${name}: planned and priced, but not deployed yet: ${notYetDeployed.join(', ')}`,
    ),
});

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
