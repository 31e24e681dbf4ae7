import { cautiousLatency, type Figure } from '../figures/figure';
import { hoursPerMonth } from '../figures/hours';
import type { PricedPlan } from '../overhead/priced-plan';
import type { CellPlan } from '../plan/capacity/cell';
import type { Plan, WorkloadPlan } from '../plan/plan';
import { figureText, legend, rangeText, shareText, usdText } from './figure-text';
import { firstTypes } from './model-types';
import { table } from './table';

const shortShapes: Record<WorkloadPlan['shape'], string> = {
  'realtime-assistant': 'realtime',
  'batch-inference': 'batch',
  'retrieval-analytics': 'retrieval',
};

const promiseText = ({ objectives: { latency, deadlineHours } }: WorkloadPlan): string =>
  latency === undefined
    ? `done in ${deadlineHours} h`
    : `TTFT ${latency.timeToFirstTokenSeconds} s, TPOT ${latency.timePerOutputTokenSeconds} s`;

const least = (figures: readonly Figure[]): Figure | undefined =>
  figures.length === 0 ? undefined : figures.reduce((a, b) => (b.value < a.value ? b : a));

const orDash = (figure: Figure | undefined, text: (figure: Figure) => string): string =>
  figure === undefined ? '–' : text(figure);

/** Of the peak, at once where it runs, grown where it must be launched first. */
const carriedText = ({ failover: { survivors, mode, capacitySeconds, recoverySeconds } }: WorkloadPlan): string =>
  mode === 'none'
    ? 'no failover'
    : orDash(
        least(survivors.map((one) => (capacitySeconds.value === 0 ? one.shareOfPeak : one.shareOfPeakGrown))),
        (share) => `${shareText(share)} after ${figureText(recoverySeconds, 0)}`,
      );

const workloadTable = ({ workloads }: Plan): string =>
  table(
    'Workloads',
    ['', 'shape', 'model', 'peak', 'promise', 'once a region is lost', 'USD/10⁶ tokens'],
    workloads.map((workload) => [
      `${workload.name}${workload.notYetDeployed.length === 0 ? '' : ' *'}`,
      shortShapes[workload.shape],
      workload.model,
      figureText({ ...workload.demand.peakRequestsPerSecond, unit: '/s' }, 1),
      promiseText(workload),
      carriedText(workload),
      figureText({ ...workload.cost.usdPerMillionOutputTokens, unit: '' }),
    ]),
  );

const poolText = ({ pools }: CellPlan): string =>
  pools
    .filter(({ maxInstances }) => maxInstances.value > 0)
    .map(
      ({ purchase, minInstances, maxInstances }) =>
        `${purchase} ${minInstances.value}–${maxInstances.value} ${minInstances.origin[0]}`,
    )
    .join(', ');

const cellTable = (plan: Plan): string =>
  table(
    'Cells',
    ['', 'model', 'first type', 'instances', 'idle', 'cold start', 'expected', 'at worst'],
    plan.cells.map((cell, index) => {
      const cost = plan.cellCosts[index] as Plan['cellCosts'][number];
      return [
        cell.region,
        cell.model,
        cell.instanceTypes[0] ?? '',
        poolText(cell),
        shareText(cost.idleRatio),
        orDash(
          coldStartOf(plan, cell),
          (total) => `≤ ${Math.round(cautiousLatency(total) / 60)} min ${total.origin[0]}`,
        ),
        usdText(monthly(cost.expectedUsdPerHour)),
        usdText(monthly(cost.worstCaseUsdPerHour)),
      ];
    }),
  );

const monthly = (figure: Figure): Figure => ({ ...figure, value: figure.value * hoursPerMonth });

const coldStartOf = (plan: Plan, cell: CellPlan): Figure | undefined =>
  firstTypes(plan).find(({ model }) => model === cell.model)?.type.coldStart.totalSeconds;

const moneyTable = ({ phases, overheadUsdPerMonth }: PricedPlan): string =>
  table(
    'USD a month',
    ['', 'expected', 'on spot', 'ready for a loss', 'at worst', 'budget'],
    [
      ...phases.map((phase) => [
        phase.phase,
        usdText(phase.expectedUsdPerMonth),
        usdText(phase.interruptibleUsdPerMonth),
        usdText(phase.headroomUsdPerMonth),
        usdText(phase.worstCaseUsdPerMonth),
        phase.budgetUsdPerMonth === undefined ? 'none' : usdText(phase.budgetUsdPerMonth),
      ]),
      ['besides GPUs', rangeText(overheadUsdPerMonth), '', '', '', ''],
    ],
  );

/** The plan at a glance: what is promised, what it takes, what it costs. */
export const summaryText = (plan: PricedPlan): string =>
  `${[workloadTable, cellTable, moneyTable].map((part) => part(plan)).join('\n')}${footnote(plan)}${legend}\n`;

const footnote = ({ workloads }: Plan): string =>
  workloads
    .filter(({ notYetDeployed }) => notYetDeployed.length > 0)
    .map(({ name, notYetDeployed }) => `* ${name} is not yet deployed in full: ${notYetDeployed.join(', ')}\n`)
    .join('');
