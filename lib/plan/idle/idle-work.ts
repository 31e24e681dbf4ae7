import type { IdlePhase } from '../../contract/batch-capacity';
import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import { hoursPerDay, hoursPerMonth } from '../../figures/hours';
import { promisedShare } from '../../fleet/failover-traits';
import type { IdleWorkload, Model } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import type { EstimateEnd } from '../capacity/simulated-engine';
import type { CellCost } from '../cost/cell-cost';
import { type DemandPlan, demandPlan } from '../traffic/demand';
import { betweenEnds, dayWords, type IdleCell, idleCell } from './idle-cell';
import { finishedByHour, type Host } from './idle-rates';
import { never, slowestFinishSeconds } from './slowest-finish';

/** A batch that runs on what other workloads of its model leave idle, and for which no instance is bought. */
export interface IdleWorkPlan {
  readonly workload: string;
  readonly model: string;
  /** Of which phase the work is; its instances stay in the budget of serving. */
  readonly phase: IdlePhase;
  readonly jurisdiction: string;
  readonly demand: DemandPlan;
  readonly deadlineHours: Figure;
  readonly cells: readonly IdleCell[];
  /** Until a day's requests are done, handed in at the worst hour of an assumed day, all regions live. */
  readonly doneAfterSeconds: Figure;
  /** The same once a region is lost, for what is promised then; empty without a failover policy. */
  readonly afterLoss: readonly { readonly lostRegion: string; readonly doneAfterSeconds: Figure }[];
  /** What instances of its own would cost; absent where no number of them would do. */
  readonly savedUsdPerMonth?: Figure;
  /** Its part of what the instances cost that serving pays. */
  readonly worthUsdPerMonth: Figure;
  /** No stack deploys what hands its requests to the engines. */
  readonly notYetDeployed: string;
}

export const idleNotYet = 'the queue that hands them to the engines, and the priorities of the engines';

/** @param hosts the cells of its model, with what simulations said of it, and their costs */
export function idleWorkPlan(
  model: Model,
  batch: IdleWorkload,
  hosts: readonly (Host & { readonly cost: CellCost })[],
  own: Figure | undefined,
): IdleWorkPlan {
  const demand = demandPlan(batch);
  const cells = hosts.map((host) => idleCell(batch, host));
  const { failover } = batch;
  return {
    workload: batch.name,
    model: model.name,
    phase: batch.phase,
    jurisdiction: batch.jurisdiction,
    demand,
    deadlineHours: stated(batch.objectives.deadlineHours, 'h', 'workloads[].objectives.deadlineHours or its default'),
    cells,
    doneAfterSeconds: doneAfter(batch, demand, hosts, cells),
    afterLoss: isNone(failover)
      ? []
      : hosts.map(({ cell: { region } }) => ({
          lostRegion: region,
          doneAfterSeconds: doneAfter(batch, demand, hosts, cells, { region, promised: promisedShare(failover) }),
        })),
    ...(own && { savedUsdPerMonth: saved(own) }),
    worthUsdPerMonth: worth(demand, hosts, cells),
    notYetDeployed: idleNotYet,
  };
}

const saved = (own: Figure): Figure => ({
  ...own,
  source: `the same batch with capacity: own, on instances that run for as long as its work takes: ${own.source}`,
});

interface Loss {
  readonly region: string;
  readonly promised: Figure;
}

function doneAfter(
  batch: IdleWorkload,
  { meanRequestsPerSecond }: DemandPlan,
  hosts: readonly Host[],
  cells: readonly IdleCell[],
  loss?: Loss,
): Figure {
  const left = hosts.filter(({ cell }) => cell.region !== loss?.region);
  const [first] = left;
  const hours = Math.max(hoursPerDay, batch.objectives.deadlineHours);
  const requests = meanRequestsPerSecond.value * hours * 3600 * (loss?.promised.value ?? 1);
  return first === undefined
    ? assumed(never, 's', 'no other region serves its model')
    : betweenEnds(
        first,
        (end) => slowestFinishSeconds(requests, perHour(batch, left, end, loss)),
        's',
        `${show(requests)} requests, begun at the hour of ${dayWords(first)} from which they take longest, on what is idle in ${left.map(({ cell }) => cell.region).join(' and ')}`,
        [
          meanRequestsPerSecond,
          ...cells
            .filter(({ region }) => region !== loss?.region)
            .map((cell) => (loss === undefined ? cell.requestsPerSecond : cell.fullRequestsPerSecond)),
        ],
      );
}

/** Requests of the batch that the cells finish together in each hour of a day. */
function perHour(batch: IdleWorkload, hosts: readonly Host[], end: EstimateEnd, loss: Loss | undefined): number[] {
  const byHour = hosts.map((host) => finishedByHour(batch, host, end, loss?.region));
  return Array.from({ length: hoursPerDay }, (_, hour) =>
    byHour.reduce((sum, hours) => sum + (hours[hour] as number), 0),
  );
}

/** Its share of what the cells could do of it, if nothing else ran, of what they cost. */
function worth(
  { meanRequestsPerSecond }: DemandPlan,
  hosts: readonly { readonly cell: Host['cell']; readonly cost: CellCost }[],
  cells: readonly IdleCell[],
): Figure {
  const full = hosts.reduce(
    (sum, { cell }, index) => sum + cell.minInstances.value * (cells[index]?.fullRequestsPerSecond.value ?? 0),
    0,
  );
  const usd = hosts.reduce((sum, { cost }) => sum + cost.expectedUsdPerHour.value, 0) * hoursPerMonth;
  return full === 0
    ? assumed(0, 'USD/month', 'nothing of it runs')
    : derived(
        (usd * meanRequestsPerSecond.value) / full,
        'USD/month',
        `${show(usd)} USD/month of its cells × ${show(meanRequestsPerSecond.value)} requests/s ÷ ${show(full)} requests/s that they would do of it alone`,
        { from: [meanRequestsPerSecond, ...hosts.map(({ cost }) => cost.expectedUsdPerHour)] },
      );
}
