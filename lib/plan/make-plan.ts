import { type Finding, hasErrors } from '../contract/findings';
import type { Figure } from '../figures/figure';
import { hoursPerMonth } from '../figures/hours';
import type { Fleet, Workload } from '../fleet/fleet';
import { owningWorkloads } from '../fleet/idle-work';
import type { GatewayPins, Pins } from '../fleet/lock-file';
import { hostingWinsFrom } from './buying/hosting-wins-from';
import { type CellPlan, cellPlan } from './capacity/cell';
import { limitFindings } from './capacity/limit-findings';
import { workloadNotYet } from './capacity/not-yet';
import { type ServedWorkload, servedWorkloads } from './capacity/served-workload';
import type { SimulatedCell } from './capacity/simulated-cell';
import { sizedLike } from './capacity/sized-like';
import { type CellCost, cellCost } from './cost/cell-cost';
import { monthlyUsd } from './cost/monthly-cost';
import { subnetZonesOf, zonesOf, zonesToStandIn } from './deployed-part';
import { existingNetworkPlan } from './existing-network';
import { gatewayGroups } from './gateway/gateway-group';
import { gatewayPlans } from './gateway/gateway-plans';
import { capacityHolders } from './holders/capacity-holders';
import { phaseCosts } from './holders/phase-costs';
import { quotaNeeds } from './holders/quota';
import { idleWorks } from './idle/idle-works';
import { linkFigures } from './link-figures';
import { modelPlan } from './model-plan';
import type { Plan, RegionPlan } from './plan';
import { planFindings, recoveryFindings } from './plan-findings';
import { negotiatedPrices } from './prices/price';
import { edgePlan } from './traffic/edge';
import { workloadPlan } from './workload-plan';

export interface PlannedFleet {
  /** Undefined when any finding is an error. */
  readonly plan: Plan | undefined;
  /** The plan as far as the numbers go, also where a finding forbids to deploy it: over budget, for example. Undefined where there are no numbers. */
  readonly answer: Plan | undefined;
  readonly findings: readonly Finding[];
}

/** Pins of the gateways of a fleet that is planned without its lock file. */
const unresolvedGateway: GatewayPins = { imageDigest: { status: 'unresolved' }, agent: { status: 'unresolved' } };

/** Address range of a region that the fleet file gives none; ranges may be equal where no network connects the regions. */
const defaultVpcCidr = '10.0.0.0/16';

/**
 * Decides everything that follows from a checked fleet file and its pins.
 *
 * @param simulated sizes of this very fleet that simulations found. @default none: arithmetic decides
 */
export function makePlan(fleet: Fleet, pins: Pins, simulated: readonly SimulatedCell[] = []): PlannedFleet {
  const late = recoveryFindings(fleet);
  const { served, findings: unfit } = servedWorkloads(fleet);
  if (unfit.length > 0) {
    return { plan: undefined, answer: undefined, findings: [...late, ...unfit] };
  }
  const { cells, costs } = cellsOf(fleet, served, simulated);
  const zoned = regionsOf(fleet, cells).map((region) => {
    const existing = existingNetworkPlan(fleet, pins, region);
    const here = cells.filter((cell) => cell.region === region);
    return { region, zoneIds: zonesOf(here, zonesToStandIn({ region, ...existing })), ...existing };
  });
  const groups = gatewayGroups(fleet, zoned, cells);
  const holders = capacityHolders({ cells, cellCosts: costs, gatewayGroups: groups });
  const models = fleet.models.map((model) => modelPlan(model, pins));
  const regions = zoned.map(
    ({ region, zoneIds, ...existing }): RegionPlan => ({
      region,
      zoneIds,
      subnetZoneIds: subnetZonesOf(region),
      vpcCidr: fleet.network.vpcCidrs[region] ?? defaultVpcCidr,
      ...existing,
      machineImage: pins.machineImages[region] ?? { status: 'unresolved' },
      edge: edgePlan(fleet, region, served),
      negotiatedUsdPerHour: negotiatedPrices(fleet, region),
    }),
  );
  const gateways = gatewayPlans(fleet, { regions, models, cells });
  const plan: Plan = {
    fleet: identityOf(fleet),
    regions,
    models,
    workloads: owningWorkloads(fleet).map((workload) => workloadPlan(fleet, workload, served, cells, costs)),
    idleWork: idleWorks(fleet, { served, cells, costs, simulated, costOf: expectedCost }),
    cells,
    cellCosts: costs,
    ...(groups.length > 0 && { gatewayGroups: groups }),
    ...(gateways.length > 0 && { gateways }),
    phases: phaseCosts(fleet, holders),
    quotas: quotaNeeds(holders),
    engineImageDigest: pins.engineImageDigest,
    guardImageDigest: pins.guardImageDigest,
    agentDigest: pins.agent,
    ...(groups.length > 0 && { gatewayPins: pins.gateway ?? unresolvedGateway }),
  };
  const findings = [...late, ...planFindings(fleet, plan), ...limitFindings(fleet, expectedUsdPerMonth)];
  const answer = linkFigures(plan);
  return { plan: hasErrors(findings) ? undefined : answer, answer, findings };
}

const sumOf = (costs: readonly CellCost[]): number =>
  costs.reduce((usd, { expectedUsdPerHour }) => usd + expectedUsdPerHour.value * hoursPerMonth, 0);

/** What the GPU instances of a fleet cost by the arithmetic of mean loads, USD per month; undefined where it cannot be planned. */
export function expectedUsdPerMonth(fleet: Fleet): number | undefined {
  const costs = costsAlone(fleet);
  return costs && sumOf(costs);
}

/** The same, with where it comes from. */
function expectedCost(fleet: Fleet): Figure | undefined {
  const costs = costsAlone(fleet);
  return costs && monthlyUsd(costs.map(({ expectedUsdPerHour }) => expectedUsdPerHour));
}

function costsAlone(fleet: Fleet): readonly CellCost[] | undefined {
  const { served, findings } = servedWorkloads(fleet);
  return findings.length > 0 ? undefined : cellsOf(fleet, served).costs;
}

/**
 * By workload, the mean demand from which hosting costs less than buying; of those workloads that cost less to buy as planned,
 * and undefined where the search found none.
 */
export function winningDemands(
  fleet: Fleet,
  { workloads, cells }: Pick<Plan, 'workloads' | 'cells'>,
): Record<string, Figure | undefined> {
  return Object.fromEntries(
    workloads.flatMap(({ name, hostOrBuy, demand }) => {
      const bought = hostOrBuy?.inside[0]?.usdPerRequest;
      return hostOrBuy?.verdict.kind !== 'buy-now' || bought === undefined
        ? []
        : [
            [
              name,
              hostingWinsFrom(demand.meanRequestsPerSecond, bought, (times) => hostedUsdAt(fleet, cells, name, times)),
            ],
          ];
    }),
  );
}

/**
 * What a hosted request of a workload costs at so many times its demand; the other workloads of its model stay as they are.
 * Simulated cells keep today's ratio to arithmetic: a simulation of 64 times the demand would take minutes.
 */
function hostedUsdAt(fleet: Fleet, today: readonly CellPlan[], name: string, times: number): number | undefined {
  const own = fleet.workloads.find((workload) => workload.name === name) as Workload;
  const { demand } = own;
  const scaled: Workload = {
    ...own,
    demand: {
      ...demand,
      meanRequestsPerSecond: demand.meanRequestsPerSecond * times,
      peakRequestsPerSecond: demand.peakRequestsPerSecond * times,
    },
  };
  const changed: Fleet = {
    ...fleet,
    workloads: fleet.workloads
      .filter(({ model }) => model === own.model)
      .map((workload) => (workload.name === name ? scaled : workload)),
  };
  const { served, findings } = servedWorkloads(changed);
  if (findings.length > 0) {
    return undefined;
  }
  const { cells, costs } = cellsOf(changed, served, sizedLike(today, cellsOf(changed, served).cells));
  return workloadPlan(changed, scaled, served, cells, costs).cost.usdPerRequest.value;
}

/** A cell for every model in every region where a workload uses it, model by model in the order of the workloads. */
function cellsOf(
  fleet: Fleet,
  served: readonly ServedWorkload[],
  simulated: readonly SimulatedCell[] = [],
): { cells: CellPlan[]; costs: CellCost[] } {
  const models = [...new Set(served.map(({ model }) => model))];
  const pairs = models.flatMap((model) => {
    const users = served.filter((one) => one.model === model);
    return [...new Set(users.flatMap(({ regions }) => regions))].map((region) => {
      const here = users.filter(({ regions }) => regions.includes(region));
      const cell = withDeployment(
        cellPlan(
          model,
          region,
          here,
          simulated.find((one) => one.model === model.name && one.region === region),
        ),
        here,
      );
      return { cell, cost: cellCost(fleet, cell, here) };
    });
  });
  return { cells: pairs.map(({ cell }) => cell), costs: pairs.map(({ cost }) => cost) };
}

/** A cell is deployed as soon as one workload that uses it is. */
function withDeployment(cell: CellPlan, served: readonly ServedWorkload[]): CellPlan {
  if (cell.task !== 'generate') {
    return { ...cell, notYetDeployed: `a model with the task ${cell.task}` };
  }
  const reasons = served.map(({ workload, regions }) => workloadNotYet(workload, regions));
  return reasons.some((one) => one.length === 0) ? cell : { ...cell, notYetDeployed: reasons.flat().join(', ') };
}

/** In the order of the fleet file, so that the home region comes first. */
const regionsOf = (fleet: Fleet, cells: readonly CellPlan[]): string[] =>
  fleet.regions.filter((region) => cells.some((cell) => cell.region === region));

function identityOf(fleet: Fleet): Plan['fleet'] {
  const { name, owner, account, domain, hostedZoneId, homeRegion, jurisdictions } = fleet;
  const { runbookBaseUrl, contacts, access, network } = fleet;
  const { hostedZoneRoleArn, certificateArns, iam, tags, encryptionKeyArns, accessLogBuckets } = fleet;
  return {
    name,
    owner,
    account,
    domain,
    hostedZoneId,
    homeRegion,
    jurisdictions,
    runbookBaseUrl,
    contacts,
    access,
    network,
    ...(hostedZoneRoleArn !== undefined && { hostedZoneRoleArn }),
    certificateArns,
    iam,
    tags,
    encryptionKeyArns,
    accessLogBuckets,
  };
}
