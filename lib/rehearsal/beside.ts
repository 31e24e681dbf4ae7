import type { Fleet, IdleWorkload } from '../fleet/fleet';
import { idleWorkloads } from '../fleet/idle-work';
import type { CellPlan } from '../plan/capacity/cell';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { mostPerSecond } from '../plan/idle/idle-rates';
import type { IdleWorkPlan } from '../plan/idle/idle-work';
import type { Plan } from '../plan/plan';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import type { Requests } from '../simulation/requests';
import type { Backlog } from '../simulation/simulate-cell';
import { withBacklog } from './with-backlog';

/** A batch that runs on what the cells of a model leave idle. */
export interface Beside {
  readonly work: IdleWorkPlan;
  readonly batch: IdleWorkload;
}

export function besideOf(fleet: Fleet, { idleWork }: Plan, model: string): Beside | undefined {
  const work = idleWork.find((one) => one.model === model);
  const batch = idleWorkloads(fleet).find(({ name }) => name === work?.workload);
  return work === undefined || batch === undefined ? undefined : { work, batch };
}

/** What a cell is sent, with the requests of the batch behind it; the batch has the index after those of `sharing`. */
export function sentWithBatch(
  requests: Requests,
  cell: CellPlan,
  sharing: readonly ServedRequests[],
  beside: Beside | undefined,
  seed: number,
): { readonly requests: Requests; readonly backlog?: Backlog } {
  const [first] = sharing;
  const idle = beside?.work.cells.find(({ region }) => region === cell.region);
  if (beside === undefined || idle === undefined || first === undefined) {
    return { requests };
  }
  const { batch } = beside;
  const seconds = requests.arrivalSeconds[requests.count - 1] ?? 0;
  const inFlight = idle.belowInFlight.value * cell.engine.replicasPerInstance.value;
  const perInstance = mostPerSecond(batch, first, idle.belowInFlight.value) * seconds + inFlight;
  const all = withBacklog(
    requests,
    Math.ceil(perInstance * cell.maxInstances.value),
    sharing.length,
    {
      lengths: { ...batch.demand, maxInputTokens: batch.maxInputTokens, maxOutputTokens: batch.maxOutputTokens },
      prefixReuseRatio: prefixReuse(batch).value,
    },
    seed,
  );
  const below = Math.floor(idle.belowInFlight.value / (first.model.dataParallel ?? 1));
  return { requests: all, backlog: { first: requests.count, below } };
}
