import { derived, type Figure, show } from '../figures/figure';
import type { Fleet, Workload } from '../fleet/fleet';
import { hostOrBuy } from './buying/host-or-buy';
import { type CellPlan, serves } from './capacity/cell';
import { workloadNotYet } from './capacity/not-yet';
import { byPromise, type ServedRequests, type ServedWorkload } from './capacity/served-workload';
import type { ServingType } from './capacity/serving-type';
import type { CellCost } from './cost/cell-cost';
import { monthlyUsd } from './cost/monthly-cost';
import { unitCost } from './cost/unit-cost';
import { detection } from './failover/detection';
import { failoverPlan } from './failover/failover';
import type { WorkloadPlan } from './plan';
import { firstPrice } from './prices/price';
import { prefixReuse } from './throughput/prefix-reuse';
import { hasStandby } from './traffic/shares';
import { areaRoutes } from './traffic/user-regions';

export function workloadPlan(
  fleet: Fleet,
  workload: Workload,
  served: readonly ServedWorkload[],
  cells: readonly CellPlan[],
  costs: readonly CellCost[],
): WorkloadPlan {
  const [own, ...companions] = served.filter((one) => one.workload.name === workload.name) as [
    ServedWorkload,
    ...ServedWorkload[],
  ];
  const { regions, demand, types } = own;
  const first = types[0] as ServingType;
  const price = firstPrice(fleet, workload, first.instanceType, regions[0] as string);
  const expected = monthlyUsd(paidCosts(workload, cells, costs));
  const cost = unitCost(expected, demand, first, price);
  const bought = hostOrBuy(workload, own.model.weights, fleet.jurisdictions[workload.jurisdiction] ?? [], demand, cost);
  return {
    name: workload.name,
    shape: workload.shape,
    model: workload.model,
    jurisdiction: workload.jurisdiction,
    regions,
    objectives: workload.objectives,
    demand,
    prefixReuseRatio: prefixReuse(workload),
    types,
    companions: companions.map(({ model, types: allowed }) => ({
      model: model.name,
      task: model.task,
      types: allowed,
    })),
    users: areaRoutes(workload, regions, hasStandby(workload) ? regions[0] : undefined),
    instancesForPeak: byPromise(own, {
      latency: instancesForPeak,
      deadline: () => instancesByDeadline(workload, cells),
    }),
    failover: failoverPlan(own, cells, served, detection(fleet)),
    cost,
    ...(bought === undefined ? {} : { hostOrBuy: bought }),
    notYetDeployed: [
      ...workloadNotYet(workload, regions),
      ...companions.map(({ model }) => `a model with the task ${model.task}`),
    ],
  };
}

function instancesByDeadline(workload: Workload, cells: readonly CellPlan[]): Figure {
  const own = cells.filter((cell) => serves(cell, workload)).map(({ ownInstances }) => ownInstances);
  return derived(
    own.reduce((sum, { value }) => sum + value, 0),
    'instances',
    `${own.map(({ value }) => value).join(' + ')} instances that finish in their region by the deadline`,
    { from: own },
  );
}

function instancesForPeak({ demand, slowest }: ServedRequests): Figure {
  const peak = demand.peakRequestsPerSecond;
  const each = slowest.plannedRequestsPerSecond;
  return derived(
    Math.ceil(peak.value / each.value),
    'instances',
    `${show(peak.value)} requests/s peak ÷ ${show(each.value)} requests/s of one ${slowest.instanceType}, rounded up`,
    { from: [peak, each] },
  );
}

/** What a workload pays of each cell that it uses: all of it where no other workload uses the cell. */
const paidCosts = (workload: Workload, cells: readonly CellPlan[], costs: readonly CellCost[]): Figure[] =>
  cells.flatMap((cell, index) => {
    const cost = costs[index]?.expectedUsdPerHour;
    const load = cell.loads.find((one) => one.workload === workload.name);
    if (!serves(cell, workload) || cost === undefined || load === undefined) {
      return [];
    }
    return load.cellShare.value === 1
      ? [cost]
      : [
          derived(
            cost.value * load.cellShare.value,
            'USD/h',
            `${show(cost.value)} USD/h of the cell × ${show(load.cellShare.value)}`,
            { from: [cost, load.cellShare] },
          ),
        ];
  });
