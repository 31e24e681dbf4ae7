import type { Alert } from '../alerts/alert';
import type { RegionalStack } from '../contract/stack-phases';
import { product, sum } from '../figures/arithmetic';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import type { Plan, RegionPlan } from '../plan/plan';
import { servicePriceFigure } from '../plan/prices/service-price';
import { regionTraffic } from '../plan/traffic/client-traffic';
import { alarmCounts } from './alarm-counts';
import { firewallUsd, inspectionUsd } from './firewall-cost';
import { metricCounts } from './metric-counts';
import { monitoringUsd } from './monitoring-cost';
import {
  endpointsUsd,
  loadBalancerCapacityUsd,
  loadBalancerUsd,
  type NetworkVariants,
  natUsd,
  networkExtent,
  networkVariants,
  transferToClientsUsd,
} from './network-cost';
import { networkCounts } from './network-counts';
import { regionCounts, topicKeys } from './region-counts';
import { artifactsUsd, rootVolumesUsd } from './storage-cost';

/** What one region costs besides GPU instances, with every group at its minimum. */
export interface RegionOverhead {
  readonly region: string;
  readonly parts: readonly OverheadPart[];
  readonly usdPerMonth: Figure;
  readonly networkVariants: NetworkVariants;
}

export interface OverheadPart {
  readonly name: string;
  /** The stack whose tags the part carries, and with whose deployment it begins. */
  readonly stack: RegionalStack;
  /** Whether the part is paid by traffic, or by the hour of its existence. */
  readonly paidFor: 'presence' | 'traffic';
  readonly usdPerMonth: Figure;
}

/**
 * @param plan only what is deployed of it
 * @param alerts those of the plan
 */
export function regionOverhead(plan: Plan, alerts: readonly Alert[], { region, zoneIds }: RegionPlan): RegionOverhead {
  const { fleet, workloads, models } = plan;
  const cells = plan.cells.filter((cell) => cell.region === region);
  const gateways = (plan.gatewayGroups ?? []).filter((group) => group.region === region);
  const extent = networkExtent(plan, region);
  const { instances } = extent;
  const isPrivate = fleet.access.private !== undefined;
  const variants = networkVariants(extent);
  const counts = {
    ...networkCounts(zoneIds.length, variants.deployed, extent.hasGateways),
    ...regionCounts,
    keys: topicKeys(fleet, region),
    ...alarmCounts(alerts, region),
    ...metricCounts(cells.length, extent.hasGateways),
  };
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
      .flatMap(({ types }) => types.slice(0, 1).map(({ fit }) => fit.checkpointGiB)),
  );
  const caches = cells
    .filter(({ model }) => models.some(({ name, compileCache }) => name === model && compileCache))
    .reduce((count, { instanceTypes }) => count + instanceTypes.length, 0);
  const named = isPrivate
    ? inTemplates(0, 'workloads', 'health checkers of Route 53 reach no private endpoint')
    : inTemplates(
        workloads.filter(({ regions }) => regions.includes(region)).length,
        'workloads',
        'those with a name in the region',
      );
  const parts: OverheadPart[] = [
    {
      name: 'service endpoints',
      stack: 'network',
      paidFor: 'presence',
      usdPerMonth: endpointsUsd(extent, variants.deployed),
    },
    ...(variants.deployed.natGateways
      ? [
          {
            name: 'NAT gateways',
            stack: 'network' as const,
            paidFor: 'presence' as const,
            usdPerMonth: natUsd(extent, variants.deployed),
          },
        ]
      : []),
    {
      name: 'load balancer',
      stack: 'serving',
      paidFor: 'presence',
      usdPerMonth: loadBalancerUsd(region, counts, isPrivate),
    },
    {
      name: 'load balancer capacity',
      stack: 'serving',
      paidFor: 'traffic',
      usdPerMonth: loadBalancerCapacityUsd(region, traffic),
    },
    { name: 'firewall', stack: 'serving', paidFor: 'presence', usdPerMonth: firewallUsd(region, counts) },
    {
      name: 'firewall inspection',
      stack: 'serving',
      paidFor: 'traffic',
      usdPerMonth: inspectionUsd(region, traffic, named),
    },
    {
      name: 'data sent to clients',
      stack: 'serving',
      paidFor: 'traffic',
      usdPerMonth: transferToClientsUsd(region, traffic, isPrivate),
    },
    {
      name: 'root volumes',
      stack: 'serving',
      paidFor: 'presence',
      usdPerMonth: rootVolumesUsd(region, cells, gateways),
    },
    {
      name: 'stored weights and images',
      stack: 'artifacts',
      paidFor: 'presence',
      usdPerMonth: artifactsUsd(region, weightsGiB, caches),
    },
    {
      name: 'secret',
      stack: 'serving',
      paidFor: 'presence',
      usdPerMonth: product('USD/month', counts.secrets, servicePriceFigure('secret', region)),
    },
    {
      name: 'monitoring',
      stack: 'operations',
      paidFor: 'presence',
      usdPerMonth: monitoringUsd(region, counts, instances),
    },
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
