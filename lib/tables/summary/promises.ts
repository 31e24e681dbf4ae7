import { promisedPercentile } from '../../contract/promised-percentile';
import { type Figure, stated } from '../../figures/figure';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { duration, figures, words } from '../cells';
import type { Cell, Table } from '../table';

/** The latencies that clients are promised, beside those that a simulation of the planned instances sees. */
export const promisesTable = ({ workloads, cells }: Pick<Plan, 'workloads' | 'cells'>): Table => ({
  title: 'Latencies, promised and simulated',
  columns: [
    words('workload'),
    words('at'),
    figures('TTFT promised'),
    figures('TTFT simulated'),
    figures('TPOT promised'),
    figures('TPOT simulated'),
  ],
  rows: workloads.flatMap((workload) => rowsOf(workload, cells)),
  notes: [
    'Simulated: the slowest cell of the workload, at its hardest load before or after the loss of a region. Where the fleet file sizes by arithmetic, nothing was simulated; npx polyregion rehearse does it.',
  ],
});

function rowsOf({ name, objectives: { latency } }: WorkloadPlan, cells: Plan['cells']): Cell[][] {
  if (latency === undefined) {
    return [];
  }
  const kept = cells.flatMap(({ simulated }) => simulated?.kept ?? []).filter(({ workload }) => workload === name);
  const slowest = (figuresSeen: readonly Figure[]): Cell =>
    figuresSeen.length === 0 ? 'not simulated' : duration(figuresSeen.reduce((a, b) => (b.value > a.value ? b : a)));
  return [
    [
      name,
      promisedPercentile(latency),
      duration(stated(latency.timeToFirstTokenSeconds, 's', 'objectives.timeToFirstTokenSeconds')),
      slowest(kept.map(({ timeToFirstTokenSeconds }) => timeToFirstTokenSeconds)),
      duration(stated(latency.timePerOutputTokenSeconds, 's', 'objectives.timePerOutputTokenSeconds')),
      slowest(kept.map(({ timePerOutputTokenSeconds }) => timePerOutputTokenSeconds)),
    ],
  ];
}
