import { cautiousRate } from '../figures/figure';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import { replicaThroughput } from '../plan/throughput/replica-throughput';
import type { CellLoad } from './cell-loads';
import { typeOf } from './placements';

/** What simulated engines may do beyond the throughput of the plan, whose points they are led through. Assumed. */
const beyondThroughput = 1.25;

/**
 * Instances below which a cell cannot do: engines that never wait, at their highest throughput, for the mean of each load.
 * The peaks of a load only need more.
 */
export function leastInstances(here: readonly ServedRequests[], loads: readonly CellLoad[], end: EstimateEnd): number {
  const needs = loads.map(({ requests }) => {
    const seconds = Math.max(1, requests.arrivalSeconds[requests.count - 1] as number);
    const counts = new Map<number, number>();
    for (const workload of requests.workload) {
      counts.set(workload, (counts.get(workload) ?? 0) + 1);
    }
    return here.reduce(
      (sum, one, index) => sum + (counts.get(index) ?? 0) / seconds / (highestRate(one, end) * beyondThroughput),
      0,
    );
  });
  return Math.max(1, ...needs.map((need) => Math.ceil(Number(need.toFixed(9)))));
}

/** Requests per second of an instance at its best. */
function highestRate({ model, workload, slowest }: ServedRequests, end: EstimateEnd): number {
  const rates = replicaThroughput(model, workload, typeOf(slowest.instanceType))
    .filter(({ concurrency }) => concurrency <= slowest.replica.concurrency)
    .map(({ requestsPerSecond }) => (end === 'central' ? requestsPerSecond.value : cautiousRate(requestsPerSecond)));
  return slowest.replicasPerInstance.value * Math.max(...rates);
}
