import type { Fleet, Model, Workload } from '../fleet/fleet';
import { owningWorkloads } from '../fleet/idle-work';
import { companions } from '../plan/capacity/companions';
import { type ServedWorkload, servedWorkloads } from '../plan/capacity/served-workload';
import { confidenceOn } from '../plan/throughput/confidence';
import { memoryFit } from '../plan/throughput/memory-fit';
import { meetsLatency } from '../plan/throughput/replica-load';
import { replicaThroughput } from '../plan/throughput/replica-throughput';
import { type Placement, placed } from './placement';
import { typeOf } from './placements';

/** A model in one placement, with all that asks it. */
export interface ServedPlacement {
  /** The fleet with the workloads of the model alone. */
  readonly fleet: Fleet;
  readonly model: Model;
  readonly served: readonly ServedWorkload[];
}

/** Why no number of instances would do. */
export type Unfit = 'memory' | 'latency';

/** The workloads of a model in one placement, or why a single request is too much for it. */
export function servedPlacement(fleet: Fleet, name: string, placement: Placement): ServedPlacement | Unfit {
  const users = usersOf(fleet, name);
  const model = placed(fleet.models.find((one) => one.name === name) as Model, placement);
  const own = { ...fleet, workloads: users, models: fleet.models.map((one) => (one.name === name ? model : one)) };
  const unfit = users.filter((workload) => workload.model === name).map((workload) => unfitFor(own, model, workload));
  const reason = unfit.find((one) => one !== undefined);
  if (reason !== undefined) {
    return reason;
  }
  const { served, findings } = servedWorkloads(own);
  return findings.length > 0
    ? 'latency'
    : { fleet: own, model, served: served.filter((one) => one.model.name === name) };
}

/** The workloads that a model answers, embeds or ranks for. */
export const usersOf = (fleet: Fleet, name: string): Workload[] =>
  owningWorkloads(fleet).filter(
    (workload) => workload.model === name || companions(workload, fleet.models).some(({ model }) => model === name),
  );

/** Asked before anything else: it is quickly answered, and only refuses what the plan would refuse, too. */
function unfitFor(fleet: Fleet, model: Model, workload: Workload): Unfit | undefined {
  const { latency } = workload.objectives;
  for (const name of model.instanceTypes) {
    const type = typeOf(name);
    if (memoryFit(model, workload, type).maxConcurrency.value < 1) {
      return 'memory';
    }
    const end = fleet.sizing === 'simulated' ? confidenceOn(fleet, model, workload, name) : 'cautious';
    if (!replicaThroughput(model, workload, type).some((point) => meetsLatency(point, latency, end))) {
      return 'latency';
    }
  }
  return undefined;
}

/** Which of the workloads of a model share a cell, by their names. */
export const sharedCells = (fleet: Fleet, name: string): string[] => {
  const users = usersOf(fleet, name);
  const regions = new Set(users.flatMap(({ jurisdiction }) => fleet.jurisdictions[jurisdiction] ?? []));
  const sharing = [...regions].map((region) =>
    users
      .filter(({ jurisdiction }) => fleet.jurisdictions[jurisdiction]?.includes(region))
      .map((one) => one.name)
      .join(),
  );
  return [...new Set(sharing)].sort();
};
