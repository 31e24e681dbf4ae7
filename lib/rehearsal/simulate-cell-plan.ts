import type { CellPlan } from '../plan/capacity/cell';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { type EstimateEnd, simulatedEngine } from '../plan/capacity/simulated-engine';
import { tightest } from '../plan/capacity/tightest';
import type { Plan } from '../plan/plan';
import type { Requests } from '../simulation/requests';
import { type Backlog, type Progress, simulateCell } from '../simulation/simulate-cell';
import type { SimulatedCellPlan } from './observed';

export interface CellRun {
  readonly plan: Plan;
  readonly cell: CellPlan;
  /** The workloads of its model. */
  readonly sharing: readonly ServedRequests[];
  readonly requests: Requests;
  readonly end: EstimateEnd;
  /** The minimum with target tracking, as planned, or a number that stays as it is. */
  readonly instances: 'as planned' | number;
  /** @default no batch runs beside them */
  readonly backlog?: Backlog;
}

/** Simulates one cell of a plan under these requests. */
export function simulateCellPlan(
  { plan, cell, sharing, requests, end, instances, backlog }: CellRun,
  progress?: Progress,
): SimulatedCellPlan {
  const here = sharing.filter(({ regions }) => regions.includes(cell.region));
  const deciding = tightest(here);
  const { instanceType } = deciding.slowest;
  const { overheadSeconds, enginesPerInstance, engine, stepSeconds } = simulatedEngine(deciding, deciding.slowest, end);
  const prices = plan.cellCosts[plan.cells.indexOf(cell)]?.prices ?? [];
  const engines = { engine, stepSeconds, replicasPerInstance: enginesPerInstance, ...(backlog && { backlog }) };
  const outcome = simulateCell(
    requests,
    instances === 'as planned' ? { ...engines, ...plannedInstances(cell) } : { ...engines, instances },
    progress,
  );
  const usdPerHour = prices.find((price) => price.instanceType === instanceType)?.usdPerHour.value ?? 0;
  return { cell, requests, outcome, overheadSeconds, usdPerHour };
}

const plannedInstances = (cell: CellPlan) => ({
  instances: cell.minInstances.value,
  scaling: {
    minInstances: cell.minInstances.value,
    maxInstances: cell.maxInstances.value,
    targetInFlight: cell.targetRequestsInFlight.value,
    coldStartSeconds: cell.coldStartAtMostSeconds.value,
  },
});
