import type { Figure } from '../../figures/figure';
import type { Fleet, IdleWorkload, Model } from '../../fleet/fleet';
import { idleWorkloads } from '../../fleet/idle-work';
import type { CellPlan } from '../capacity/cell';
import type { ServedWorkload } from '../capacity/served-workload';
import type { SimulatedCell } from '../capacity/simulated-cell';
import type { CellCost } from '../cost/cell-cost';
import { type IdleWorkPlan, idleWorkPlan } from './idle-work';

/** Everything that the batches on idle capacity follow from. */
export interface IdleInputs {
  readonly served: readonly ServedWorkload[];
  readonly cells: readonly CellPlan[];
  /** In the order of the cells. */
  readonly costs: readonly CellCost[];
  readonly simulated: readonly SimulatedCell[];
  /** What a fleet costs, USD a month; undefined where it cannot be planned. */
  readonly costOf: (fleet: Fleet) => Figure | undefined;
}

/** The batches of a fleet that run on idle capacity; without simulations they get none of it. */
export const idleWorks = (fleet: Fleet, { served, cells, costs, simulated, costOf }: IdleInputs): IdleWorkPlan[] =>
  idleWorkloads(fleet).map((batch) => {
    const model = fleet.models.find(({ name }) => name === batch.model) as Model;
    const regions = fleet.jurisdictions[batch.jurisdiction] ?? [];
    const hosts = cells.flatMap((cell, index) => {
      const answer = simulated.find((one) => one.model === cell.model && one.region === cell.region);
      return cell.model === model.name && regions.includes(cell.region)
        ? [
            {
              cell,
              cost: costs[index] as CellCost,
              served: served.filter((one) => one.model === model && one.regions.includes(cell.region)),
              confidence: answer?.confidence ?? 'central',
              idle: answer?.idle ?? nothing,
            },
          ]
        : [];
    });
    return idleWorkPlan(model, batch, hosts, costOf(onItsOwn(fleet, model, batch)));
  });

const nothing = { most: 0, below: 0, kept: [], requestsPerSecond: 0, preemptions: 0, days: {} };

/** The same batch with instances of its own, as many as the plan finds, and without the other workloads. */
function onItsOwn(fleet: Fleet, model: Model, batch: IdleWorkload): Fleet {
  return {
    ...fleet,
    workloads: [{ ...batch, capacity: 'own' }],
    models: [{ ...model, instancesPerRegion: {} }],
  };
}
