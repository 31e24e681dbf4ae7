import { quantile } from '../../simulation/quantiles';
import type { Counts, WorkloadReport, WorkloadStep } from './drill-report';
import type { DrilledModel } from './model-drill';

/** Requests of one step are judged together. */
class Step {
  readonly counts = { sent: 0, own: 0, spilled: 0, refused: 0, failed: 0, broken: 0 };
  readonly firstTokens: number[] = [];

  quantile(percentile: number): number {
    return quantile(Float64Array.from(this.firstTokens).sort(), percentile);
  }
}

/** Times in which promises are judged: half a minute has enough requests for a percentile. */
const judgedSeconds = 30;

/** What the clients of one workload saw. @param lossSecond when the loss happens */
export function workloadReport(
  drilled: DrilledModel,
  workload: number,
  lossSecond: number,
  seconds: number,
  stepSeconds: number,
): WorkloadReport {
  const { setup, sequences, fates } = drilled;
  const { name, timeToFirstTokenSeconds, percentile } = setup.workloads[
    workload
  ] as DrilledModel['setup']['workloads'][number];
  const steps = steppedBy(stepSeconds, seconds);
  const judged = steppedBy(judgedSeconds, seconds - lossSecond);
  const after = new Step();
  let lastRefused = lossSecond;
  let [added, broken] = [0, 0];
  for (let request = 0; request < sequences.count; request += 1) {
    if (sequences.workload[request] !== workload) {
      continue;
    }
    const arrived = sequences.arrivalSeconds[request] as number;
    const fate = fates.of(request);
    const [home, entry, cell] = [fates.home, fates.entry, fates.cell].map(
      (column) => setup.cells[column[request] as number]?.region ?? '',
    ) as [string, string, string];
    const isSpilled = entry !== cell;
    const kind = fate === 'taken' ? (isSpilled ? 'spilled' : 'own') : fate === 'pending' ? 'failed' : fate;
    const trip = fate === 'taken' ? setup.roundTripSeconds(home, entry) + setup.roundTripSeconds(entry, cell) : 0;
    const touched = [
      steps[Math.floor(arrived / stepSeconds)],
      judged[Math.floor((arrived - lossSecond) / judgedSeconds)],
      arrived >= lossSecond ? after : undefined,
    ];
    for (const step of touched) {
      if (step !== undefined) {
        step.counts.sent += 1;
        step.counts[kind] += 1;
        if (fate === 'taken') {
          step.firstTokens.push((sequences.firstTokenAt[request] as number) - arrived + setup.overheadSeconds + trip);
        }
      }
    }
    // Most streams that break began before the loss.
    broken += kind === 'broken' ? 1 : 0;
    if (arrived >= lossSecond && fate === 'taken') {
      added = Math.max(added, trip);
    }
    if (arrived >= lossSecond && (kind === 'refused' || kind === 'failed')) {
      lastRefused = Math.max(lastRefused, arrived);
    }
  }
  const halfMinutes = judged.map((step, index) => ({ from: index * judgedSeconds, seen: step.quantile(percentile) }));
  const lastMissed = halfMinutes.findLastIndex(({ seen }) => !(seen <= timeToFirstTokenSeconds + added));
  const kept = halfMinutes[lastMissed + 1];
  return {
    workload: name,
    afterLoss: { ...after.counts, broken },
    promise: { seconds: timeToFirstTokenSeconds, percentile },
    addedRoundTripSeconds: added,
    lastRefusedAfterSeconds: lastRefused - lossSecond,
    ...(kept && { keptFromSeconds: kept.from }),
    worstTimeToFirstTokenSeconds: Math.max(
      ...halfMinutes.map(({ seen }) => seen).filter((seen) => !Number.isNaN(seen)),
    ),
    steps: steps.map((step): WorkloadStep => ({ ...step.counts, timeToFirstTokenSeconds: step.quantile(percentile) })),
  };
}

const steppedBy = (stepSeconds: number, seconds: number): Step[] =>
  Array.from({ length: Math.ceil(seconds / stepSeconds) }, () => new Step());

export const served = ({ own, spilled }: Counts): number => own + spilled;
