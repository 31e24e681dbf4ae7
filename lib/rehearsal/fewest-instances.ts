import type { CellPlan } from '../plan/capacity/cell';
import { runningShare } from '../plan/capacity/group-sizes';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import type { Plan } from '../plan/plan';
import type { Requests } from '../simulation/requests';
import { observed } from './observed';
import { keepsPromises } from './promises-kept';
import { regionRequests, sharesOf } from './region-requests';
import type { FewestInstances } from './rehearsal';
import { simulateCellPlan } from './simulate-cell-plan';

/** Searched up to so many times the planned minimum. */
const searchedRatio = 2;

/**
 * The fewest instances of each cell with which every promise holds at p95 and nothing is refused, launching none: under its
 * own demand, and under what the failover policy wants running there after the loss of any other region.
 *
 * @param streams the requests of each workload
 */
export function fewestInstances(
  plan: Plan,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
  seed: number,
  says: (where: string) => void,
): FewestInstances[] {
  const model = sharing[0]?.model.name;
  const regions = [...new Set(sharing.flatMap((one) => one.regions))];
  return plan.cells
    .filter((cell) => cell.model === model && regions.includes(cell.region))
    .map((cell) => {
      const loads = [undefined, ...regions.filter((region) => region !== cell.region)]
        .map((lost) => loadOf(cell, lost, sharing, streams, seed))
        .filter(({ count }) => count > 0);
      const fewest = (end: EstimateEnd): number | undefined => {
        says(`${model}: fewest instances in ${cell.region}, ${end} speed`);
        return leastThat(cell.minInstances.value * searchedRatio, (instances) =>
          loads.every((requests) => holds(plan, cell, sharing, requests, end, instances)),
        );
      };
      return {
        region: cell.region,
        planned: cell.minInstances.value,
        central: fewest('central'),
        cautious: fewest('cautious'),
      };
    });
}

function loadOf(
  { region }: CellPlan,
  lost: string | undefined,
  sharing: readonly ServedRequests[],
  streams: readonly Requests[],
  seed: number,
): Requests {
  const shared = sharing.map((one, workload) => ({
    requests: streams[workload] as Requests,
    workload,
    shares: sharesOf(one, lost, lost !== undefined && one.regions.includes(lost) ? runningShare(one).value : 1),
  }));
  return regionRequests(shared, region, seed);
}

function holds(
  plan: Plan,
  cell: CellPlan,
  sharing: readonly ServedRequests[],
  requests: Requests,
  end: EstimateEnd,
  instances: number,
): boolean {
  const simulated = simulateCellPlan({ plan, cell, sharing, requests, end, instances });
  return sharing.every(({ workload }, index) => {
    const seen = observed([simulated], workload.name, index);
    return seen.requests === 0 || keepsPromises(seen, workload.objectives.latency);
  });
}

/** By bisection; undefined where not even `most` is enough. */
function leastThat(most: number, isEnough: (count: number) => boolean): number | undefined {
  let [low, high] = [1, most];
  if (!isEnough(most)) {
    return undefined;
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    [low, high] = isEnough(middle) ? [low, middle] : [middle + 1, high];
  }
  return low;
}
