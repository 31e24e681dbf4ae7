import type { CellPlan } from '../plan/capacity/cell';
import type { CellOutcome } from '../simulation/cell-outcome';
import { latenciesOf } from '../simulation/latencies';
import { quantilesOf } from '../simulation/quantiles';
import type { Requests } from '../simulation/requests';
import type { Observed } from './rehearsal';

/** A cell of the plan after its simulation. */
export interface SimulatedCellPlan {
  readonly cell: CellPlan;
  readonly requests: Requests;
  readonly outcome: CellOutcome;
  readonly overheadSeconds: number;
  /** Price of one instance. */
  readonly usdPerHour: number;
}

/** What a rehearsal asks of a workload. */
export interface Asked {
  readonly workload: string;
  /** Index by which the requests of the cells name the workload. */
  readonly index: number;
  /** Requests that its clients send, wherever they end. */
  readonly sent: number;
  /** Only requests that arrive from then on. @default all */
  readonly fromSeconds?: number;
}

/** What one workload saw of the cells that serve it. */
export function observed(
  cells: readonly SimulatedCellPlan[],
  { workload, index, sent, fromSeconds = 0 }: Asked,
): Observed {
  const overhead = Math.max(0, ...cells.map(({ overheadSeconds }) => overheadSeconds));
  const { timeToFirstToken, timePerOutputToken, endToEnd, refused } = latenciesOf(cells, index, overhead, fromSeconds);
  const answered = endToEnd.length;
  /** Cells are simulated as a whole, and say nothing of a part of their time. */
  const ofWhole = (value: number): number => (fromSeconds === 0 ? value : Number.NaN);
  const instances = cells.reduce((sum, { outcome }) => sum + outcome.meanInstances, 0);
  /** Means over the cells, by their instances. */
  const mean = (of: (outcome: CellOutcome) => number): number =>
    cells.reduce((sum, { outcome }) => sum + of(outcome) * outcome.meanInstances, 0) / Math.max(instances, 1);
  const usd = cells.reduce(
    (sum, one) => sum + one.usdPerHour * one.outcome.meanInstances * hours(one) * paid(one.cell, workload),
    0,
  );
  return {
    requests: sent,
    shedByPolicyRatio: (sent - answered - refused) / Math.max(1, sent),
    shedRatio: refused / Math.max(1, sent),
    timeToFirstTokenSeconds: quantilesOf(timeToFirstToken),
    timePerOutputTokenSeconds: quantilesOf(timePerOutputToken),
    endToEndSeconds: quantilesOf(endToEnd),
    gpuBusyRatio: ofWhole(mean(({ busyRatio }) => busyRatio)),
    meanCacheRatio: ofWhole(mean(({ meanCacheRatio }) => meanCacheRatio)),
    peakCacheRatio: ofWhole(Math.max(0, ...cells.map(({ outcome }) => outcome.peakCacheRatio))),
    preemptions: ofWhole(cells.reduce((sum, { outcome }) => sum + outcome.preemptions, 0)),
    meanInstances: ofWhole(instances),
    usdPerRequest: ofWhole(usd / Math.max(1, answered)),
  };
}

const hours = ({ outcome }: SimulatedCellPlan): number => outcome.seconds / 3600;

/** Share of a cell that a workload pays. */
const paid = ({ loads }: CellPlan, workload: string): number =>
  loads.find((load) => load.workload === workload)?.cellShare.value ?? 0;
