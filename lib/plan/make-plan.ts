import { type Finding, hasErrors } from '../fleet/findings';
import type { Fleet, Model, Workload } from '../fleet/fleet';
import type { Pins } from '../fleet/lock-file';
import { type CellPlan, cellPlan, instancesForPeak } from './cell';
import { cellCost, monthlyUsd, phaseCosts, unitCost } from './cost';
import { demandPlan } from './demand';
import { failoverPlan } from './failover';
import { linkFigures } from './link-figures';
import type { Plan, WorkloadPlan } from './plan';
import { planFindings, recoveryFindings } from './plan-findings';
import { instancePrice, negotiatedPrices } from './price';
import { quotaNeeds } from './quota';
import { isServingType, isUnfit, type ServingType, servingType } from './serving-type';
import { areaRoutes, demandShares } from './user-regions';

export interface PlannedFleet {
  /** Undefined when any finding is an error. */
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
}

/** Decides everything that follows from a checked fleet file and its pins. */
export function makePlan(fleet: Fleet, pins: Pins): PlannedFleet {
  const outcomes = fleet.workloads.map((workload) => {
    const model = fleet.models.find(({ name }) => name === workload.model) as Model;
    const types = model.instanceTypes.map((name) => servingType(fleet, model, workload, name));
    return { workload, model, types };
  });
  const late = recoveryFindings(fleet);
  const unfit = outcomes.flatMap(({ types }) => types.filter(isUnfit));
  if (unfit.length > 0) {
    return { plan: undefined, findings: [...late, ...unfit] };
  }
  const planned = outcomes.map(({ workload, model, types }) =>
    planWorkload(fleet, workload, model, types.filter(isServingType)),
  );
  const cells = planned.flatMap((one) => one.cells);
  const cellCosts = planned.flatMap((one) => one.costs);
  const plan: Plan = {
    fleet: identityOf(fleet),
    regions: regionsOf(fleet, cells).map((region) => ({
      region,
      zoneIds: [...new Set(cells.filter((cell) => cell.region === region).flatMap(({ zoneIds }) => zoneIds))],
      machineImage: pins.machineImages[region] ?? { status: 'unresolved' },
      negotiatedUsdPerHour: negotiatedPrices(fleet, region),
    })),
    models: outcomes.map(({ model, types }) => ({
      name: model.name,
      weights: model.weights,
      tensorParallel: model.tensorParallel,
      kvPrecision: model.kvPrecision,
      gpuMemoryUtilizationRatio: model.gpuMemoryUtilizationRatio,
      types: types.filter(isServingType),
    })),
    workloads: planned.map((one) => one.workload),
    cells,
    cellCosts,
    phases: phaseCosts(fleet, cellCosts),
    quotas: quotaNeeds(cells),
    engineImageDigest: pins.engineImageDigest,
  };
  const findings = [...late, ...planFindings(fleet, plan)];
  return { plan: hasErrors(findings) ? undefined : linkFigures(plan), findings };
}

function planWorkload(fleet: Fleet, workload: Workload, model: Model, types: ServingType[]) {
  const regions = fleet.jurisdictions[workload.jurisdiction] ?? [];
  const demand = demandPlan(workload);
  const slowest = types.reduce((a, b) => (b.plannedRequestsPerSecond.value < a.plannedRequestsPerSecond.value ? b : a));
  const first = types[0] as ServingType;
  const sharesWithout = (lost?: string) =>
    demandShares(
      workload,
      regions.filter((region) => region !== lost),
    );
  const inputs = { fleet, model, workload, demand, slowest, types, regions, sharesWithout };
  const cells = regions.map((region) => cellPlan(inputs, region));
  const costs = cells.map((cell) => cellCost(fleet, cell));
  const plan: WorkloadPlan = {
    name: workload.name,
    model: model.name,
    jurisdiction: workload.jurisdiction,
    regions,
    objectives: workload.objectives,
    demand,
    users: areaRoutes(workload, regions),
    instancesForPeak: instancesForPeak(demand, slowest),
    failover: failoverPlan(workload, cells, inputs),
    cost: unitCost(
      monthlyUsd(costs.map(({ expectedUsdPerHour }) => expectedUsdPerHour)),
      demand,
      first,
      instancePrice(fleet, first.instanceType, regions[0] as string),
    ),
  };
  return { workload: plan, cells, costs };
}

/** In the order of the fleet file, so that the home region comes first. */
const regionsOf = (fleet: Fleet, cells: readonly CellPlan[]): string[] =>
  fleet.regions.filter((region) => cells.some((cell) => cell.region === region));

function identityOf(fleet: Fleet): Plan['fleet'] {
  const { name, owner, account, domain, hostedZoneId, homeRegion, runbookBaseUrl, contacts, access } = fleet;
  return { name, owner, account, domain, hostedZoneId, homeRegion, runbookBaseUrl, contacts, access };
}
