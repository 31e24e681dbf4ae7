import { hoursPerDay } from '../figures/hours';
import { promisedShare } from '../fleet/failover-traits';
import { isNone } from '../fleet/schema';
import type { Beside } from './beside';
import { type Condition, demandFactor, lostRegion } from './conditions';
import type { SimulatedCellPlan } from './observed';
import type { IdleObserved } from './rehearsal';

/** What was done of a batch beside the requests that people wait for. @param index of the batch in the requests of the cells */
export function idleObserved(
  cells: readonly SimulatedCellPlan[],
  index: number,
  condition: Condition,
  { batch }: Beside,
): IdleObserved {
  const requestsPerSecond = cells.reduce(
    (sum, cell) => sum + doneOf(cell, index) / Math.max(1, cell.outcome.seconds),
    0,
  );
  const { failover, demand, objectives } = batch;
  const promised = lostRegion(condition) === undefined || isNone(failover) ? 1 : promisedShare(failover).value;
  const hours = Math.max(hoursPerDay, objectives.deadlineHours);
  return {
    requestsPerSecond,
    hours: (demand.meanRequestsPerSecond * hours * demandFactor(condition) * promised) / requestsPerSecond,
    preemptions: cells.reduce((sum, { outcome }) => sum + outcome.preemptions, 0),
  };
}

function doneOf({ requests, outcome }: SimulatedCellPlan, index: number): number {
  let done = 0;
  for (let request = 0; request < requests.count; request += 1) {
    done += requests.workload[request] === index && !Number.isNaN(outcome.finishedAt[request]) ? 1 : 0;
  }
  return done;
}
