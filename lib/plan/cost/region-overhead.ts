import { product, sum } from '../../figures/arithmetic';
import type { Figure } from '../../figures/figure';
import type { Fleet, Model } from '../../fleet/fleet';
import type { CellPlan } from '../capacity/cell';
import type { DemandPlan } from '../capacity/demand';
import type { ServingType } from '../capacity/serving-type';
import { regionTraffic } from '../traffic/client-traffic';
import { type AccountOverhead, accountOverhead } from './account-overhead';
import { firewallUsd, inspectionUsd } from './firewall-cost';
import { monitoringUsd } from './monitoring-cost';
import {
  endpointsUsd,
  loadBalancerCapacityUsd,
  loadBalancerUsd,
  type NetworkVariants,
  natUsd,
  networkVariants,
  transferToClientsUsd,
} from './network-cost';
import { servicePriceFigure } from './service-price';
import { artifactsUsd, rootVolumesUsd } from './storage-cost';
import { inTemplates, templateCounts } from './template-counts';

/** What one region costs besides GPU instances, every group at its minimum. */
export interface RegionOverhead {
  readonly region: string;
  readonly parts: readonly OverheadPart[];
  readonly usdPerMonth: Figure;
  readonly networkVariants: NetworkVariants;
}

export interface OverheadPart {
  readonly name: string;
  /** Whether it is paid for traffic, or for being there. */
  readonly paidFor: 'presence' | 'traffic';
  readonly usdPerMonth: Figure;
}

/** What a fleet costs besides GPU instances. Phase `shared`: it counts against no budget. */
export interface Overhead {
  readonly overheads: readonly RegionOverhead[];
  readonly accountOverhead: AccountOverhead;
  readonly overheadUsdPerMonth: Figure;
}

/** The parts of a plan that the overhead follows from: those that are deployed. */
export interface DeployedParts {
  readonly fleet: Pick<Fleet, 'homeRegion' | 'access' | 'network'>;
  readonly regions: readonly { readonly region: string; readonly zoneIds: readonly string[] }[];
  readonly workloads: readonly {
    readonly name: string;
    readonly model: string;
    readonly regions: readonly string[];
    readonly demand: DemandPlan;
    readonly types: readonly ServingType[];
  }[];
  readonly models: readonly Pick<Model, 'name' | 'compileCache'>[];
  readonly cells: readonly CellPlan[];
}

export function overhead(deployed: DeployedParts): Overhead {
  const overheads = deployed.regions.map(({ region, zoneIds }) => regionOverhead(deployed, region, zoneIds.length));
  const account = accountOverhead(deployed.fleet, deployed.workloads);
  return {
    overheads,
    accountOverhead: account,
    overheadUsdPerMonth: sum(
      'USD/month',
      [...overheads, account].map(({ usdPerMonth }) => usdPerMonth),
    ),
  };
}

function regionOverhead(
  { fleet, workloads, models, cells: everywhere }: DeployedParts,
  region: string,
  zones: number,
): RegionOverhead {
  const cells = everywhere.filter((cell) => cell.region === region);
  const instances = sum(
    'instances',
    cells.map(({ minInstances }) => minInstances),
  );
  const groups = cells.flatMap(({ pools }) =>
    pools.filter(({ notYetDeployed }) => notYetDeployed === undefined),
  ).length;
  const isPrivate = fleet.access.private !== undefined;
  const internet = fleet.network.internet !== undefined;
  const extent = { region, zones, cells: cells.length, instances, internet };
  const variants = networkVariants(extent);
  const counts = templateCounts(zones, cells.length, variants.deployed, groups);
  const traffic = regionTraffic(
    cells.flatMap(({ loads }) =>
      loads.flatMap(({ workload, demandShare }) =>
        workloads.filter(({ name }) => name === workload).map(({ demand }) => ({ demand, share: demandShare })),
      ),
    ),
  );
  const weightsGiB = cells.flatMap(({ model }) =>
    workloads
      .filter((workload) => workload.model === model)
      .slice(0, 1)
      .flatMap(({ types }) => types.slice(0, 1).map(({ fit }) => fit.weightsGiB)),
  );
  const caches = cells
    .filter(({ model }) => models.some(({ name, compileCache }) => name === model && compileCache))
    .reduce((count, { instanceTypes }) => count + instanceTypes.length, 0);
  const named = isPrivate
    ? inTemplates(0, 'workloads', 'DNS health checkers reach none')
    : inTemplates(
        workloads.filter(({ regions }) => regions.includes(region)).length,
        'workloads',
        'those with a name in the region',
      );
  const parts: OverheadPart[] = [
    { name: 'service endpoints', paidFor: 'presence', usdPerMonth: endpointsUsd(extent, variants.deployed) },
    ...(internet
      ? [{ name: 'NAT gateways', paidFor: 'presence' as const, usdPerMonth: natUsd(extent, variants.deployed) }]
      : []),
    { name: 'load balancer', paidFor: 'presence', usdPerMonth: loadBalancerUsd(region, counts, isPrivate) },
    { name: 'its capacity', paidFor: 'traffic', usdPerMonth: loadBalancerCapacityUsd(region, traffic) },
    { name: 'firewall', paidFor: 'presence', usdPerMonth: firewallUsd(region, counts) },
    { name: 'inspection', paidFor: 'traffic', usdPerMonth: inspectionUsd(region, traffic, named) },
    { name: 'to clients', paidFor: 'traffic', usdPerMonth: transferToClientsUsd(region, traffic, isPrivate) },
    { name: 'root volumes', paidFor: 'presence', usdPerMonth: rootVolumesUsd(region, cells) },
    { name: 'weights, image', paidFor: 'presence', usdPerMonth: artifactsUsd(region, weightsGiB, caches) },
    {
      name: 'secret',
      paidFor: 'presence',
      usdPerMonth: product('USD/month', counts.secrets, servicePriceFigure('secret', region)),
    },
    { name: 'monitoring', paidFor: 'presence', usdPerMonth: monitoringUsd(region, counts, instances) },
  ];
  return {
    region,
    parts,
    usdPerMonth: sum(
      'USD/month',
      parts.map(({ usdPerMonth }) => usdPerMonth),
    ),
    networkVariants: variants,
  };
}
