import { error, type Finding, warning } from '../../contract/findings';
import { englishNumber } from '../../figures/english-number';
import { type Figure, show } from '../../figures/figure';
import type { Fleet } from '../../fleet/fleet';
import type { IdleWorkPlan } from './idle-work';
import { never } from './slowest-finish';

const source = 'docs/plan.md, "Work on idle capacity"';

/** What keeps a batch from running on idle capacity, and what of it is not deployed yet. */
export const idleFindings = (fleet: Fleet, works: readonly IdleWorkPlan[]): Finding[] =>
  works.flatMap((work) => {
    const index = fleet.workloads.findIndex(({ name }) => name === work.workload);
    const tooFew = work.cells.every(({ belowInFlight }) => belowInFlight.value === 0);
    return [
      ...(tooFew ? [nothingIdle(work, index)] : [...missedDeadline(work, index), ...missedAfterLoss(work, index)]),
      warning(['workloads', index, 'capacity'], {
        problem: 'is planned and counted, but nothing of it is deployed yet',
        got: 'idle',
        expected: `capacity: own, or a fleet that you only plan with; what is missing: ${work.notYetDeployed}`,
        fix: 'nothing, if you only plan with it',
        source,
      }),
    ];
  });

const nothingIdle = ({ cells }: IdleWorkPlan, index: number): Finding =>
  error(['workloads', index, 'capacity'], {
    problem: `leaves no room for a single request: ${cells.some(({ heldBackBy }) => heldBackBy === 'a promise') ? 'a promise of the workloads beside it breaks' : 'the scaling target of its cells is too low'}`,
    got: 'idle',
    expected: 'a cell that keeps its promises with a request of the batch beside them',
    fix: 'write capacity: own, or relax the objectives of the workloads beside it',
    source,
  });

const missedDeadline = (work: IdleWorkPlan, index: number): Finding[] =>
  work.doneAfterSeconds.value <= work.deadlineHours.value * 3600
    ? []
    : [
        error(['workloads', index, 'objectives', 'deadlineHours'], {
          problem: `cannot be met on idle capacity: ${bound(work)}`,
          got: work.deadlineHours.value,
          expected: hoursText(work.doneAfterSeconds),
          fix: fixOf(work),
          source,
        }),
      ];

function missedAfterLoss(work: IdleWorkPlan, index: number): Finding[] {
  const worst = [...work.afterLoss].sort((a, b) => b.doneAfterSeconds.value - a.doneAfterSeconds.value)[0];
  return worst === undefined || worst.doneAfterSeconds.value <= work.deadlineHours.value * 3600
    ? []
    : [
        error(['workloads', index, 'failover', 'survivorsShareRatio'], {
          problem: `is not kept after losing ${worst.lostRegion}: what the other regions leave idle is too little for the deadline of ${show(work.deadlineHours.value)} h`,
          got: hoursText(worst.doneAfterSeconds),
          expected: `at most ${show(work.deadlineHours.value)} h`,
          fix: `promise less, allow more hours, or write failover: { none: <reason>, owner: <e-mail> }; ${fixOf(work)}`,
          source,
        }),
      ];
}

const bound = ({ cells }: IdleWorkPlan): string =>
  cells
    .map(
      ({ region, belowInFlight, idleRatio, heldBackBy }) =>
        `${region} has ${show(idleRatio.value)} of its instances idle, with ${belowInFlight.value} requests in flight on a replica, held back by ${heldBackBy}`,
    )
    .join('; ');

const hoursText = ({ value }: Figure): string =>
  value >= never
    ? 'no number of hours is enough'
    : `${show(value / 3600)} h (a day's requests, begun at the worst hour)`;

const fixOf = ({ savedUsdPerMonth }: IdleWorkPlan): string =>
  `allow more hours, lower the demand, or write capacity: own and a model entry of its own${savedUsdPerMonth === undefined ? '' : `, which costs about ${englishNumber(Math.round(savedUsdPerMonth.value))} USD/month`}`;
