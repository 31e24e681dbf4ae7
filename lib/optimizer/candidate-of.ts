import { assumed, cautiousLatency } from '../figures/figure';
import { hoursPerMonth } from '../figures/hours';
import type { Model } from '../fleet/fleet';
import { busyMinimums } from '../plan/capacity/busy-hours';
import { cellPlan } from '../plan/capacity/cell';
import type { ServedRequests } from '../plan/capacity/served-workload';
import { cellCost } from '../plan/cost/cell-cost';
import { instancePrice } from '../plan/prices/price';
import { leastInstances } from './least-instances';
import { type ModelInSetting, sharingOf } from './model-in-setting';
import { placedEngines } from './placed-engines';
import { type Placement, placementOf } from './placement';
import type { Candidate, SearchedCell } from './search';
import type { ServedPlacement } from './served-placement';

export interface CandidateContext {
  readonly setting: ModelInSetting;
  readonly rank: number;
  /** Cells that are not searched cost the same in many settings. */
  readonly planned: Map<string, number>;
}

/** What the search takes of a placement: its cells and their costs. */
export type CandidateCells = Pick<Candidate<Placement>, 'of' | 'rank' | 'cells' | 'otherUsdPerHour'>;

/** A placement with its cells: those that clients wait for are searched, batches and encoders cost what the plan says. */
export function candidateOf(one: ServedPlacement, context: CandidateContext): CandidateCells {
  const sharing = sharingOf(one);
  const { regions } = context.setting;
  const isSearched = (region: string): boolean => sharing.some((each) => each.regions.includes(region));
  return {
    of: placementOf(one.model),
    rank: context.rank,
    cells: regions.filter(isSearched).map((region) => searchedCell(one, sharing, region, context.setting)),
    otherUsdPerHour: regions
      .filter((region) => !isSearched(region))
      .reduce((usd, region) => usd + plannedUsdPerHour(one, region, context.planned), 0),
  };
}

function searchedCell(
  { fleet, model }: ServedPlacement,
  sharing: readonly ServedRequests[],
  region: string,
  setting: ModelInSetting,
): SearchedCell {
  const here = sharing.filter(({ regions }) => regions.includes(region));
  const engines = placedEngines(fleet, sharing, here);
  const loads = setting.running(region, sharing);
  return {
    region,
    engine: engines.inputs,
    workloads: sharing.map(({ workload }) => workload),
    loads,
    usdPerHour: costOfCell(model, here, region, instancePrice(fleet, model.instanceTypes[0] as string, region).value),
    leastInstances: leastInstances(engines.highest, loads),
  };
}

/** Cost of so many instances at all times, with those of its busy hours, and of what is paid for beforehand. */
function costOfCell(
  model: Model,
  here: readonly ServedRequests[],
  region: string,
  price: number,
): (instances: number) => number {
  const { baseline, capacityBlocks } = model.pools;
  const paid = capacityBlocks
    .filter((block) => block.region === region)
    .reduce((usd, block) => usd + block.usd / hoursPerMonth, 0);
  if (baseline.busyHours.length === 0) {
    return (instances) => instances * price + paid;
  }
  const coldStart = Math.max(
    ...(here[0] as ServedRequests).types.map((type) => cautiousLatency(type.coldStart.totalSeconds)),
  );
  const atMost = assumed(Math.ceil(coldStart), 's', 'the slow end of the longest cold start');
  return (instances) => {
    const always = assumed(instances, 'instances', 'at all times');
    return busyMinimums(model, always, atMost).meanInstances.value * price + paid;
  };
}

function plannedUsdPerHour({ fleet, model, served }: ServedPlacement, region: string, known: Map<string, number>) {
  const users = served.filter(({ regions }) => regions.includes(region));
  const key = JSON.stringify([
    placementOf(model),
    model.pools.overflow,
    region,
    users.map(({ workload, regions }) => [workload.name, workload.failover, regions]),
  ]);
  const usd = known.get(key) ?? cellCost(fleet, cellPlan(model, region, users), users).expectedUsdPerHour.value;
  known.set(key, usd);
  return usd;
}
