import { monthHours, product, sum } from '../figures/arithmetic';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import type { ExistingNetworkPlan } from '../plan/existing-network';
import type { Plan } from '../plan/plan';
import { servicePriceFigure } from '../plan/prices/service-price';
import type { RegionTraffic } from '../plan/traffic/client-traffic';
import { type NetworkCounts, networkCounts } from './network-counts';
import type { RegionCounts } from './region-counts';
import type { WaysOut } from './ways-out';

/** Two ways from the private subnets to AWS services, for the same traffic. */
export interface NetworkVariants {
  /** One interface endpoint for each service, in every zone; NAT gateways beside them where the fleet file asks for the internet. */
  readonly endpoints: Figure;
  /** One NAT gateway in every zone, each with a public address, and no interface endpoints. */
  readonly nat: Figure;
  readonly cheaper: Way;
  /** The endpoints; where the fleet file asks for the internet, the cheaper of both ways; in a network that exists already, what the fleet adds. */
  readonly deployed: WaysOut;
  /** What the deployed way costs more than the other one; negative where it costs less. The reason: docs/decisions/0007. */
  readonly choiceUsdPerMonth: Figure;
}

type Way = 'endpoints' | 'nat';

const serviceGB = assumed(
  1,
  'GB/instance/month',
  'metrics, logs, session heartbeats and registry calls; weights and image layers come through the gateway endpoint of S3, which is free both ways',
  { low: 0.2, high: 5 },
);

const internetGB = assumed(
  10,
  'GB/instance/month',
  'traffic of an instance with the internet, where the fleet file allows it: neither weights nor images; unknown before it is measured',
  { low: 1, high: 1000 },
);

/** The part of the network that the ways out are priced for. */
export interface NetworkExtent {
  readonly region: string;
  readonly zones: number;
  readonly instances: Figure;
  /** Whether the fleet file asks for the internet. */
  readonly internet: boolean;
  /** The network that exists already and what the fleet adds to it; absent where the fleet makes the network. */
  readonly existing?: Pick<ExistingNetworkPlan, 'serviceEndpoints'>;
  readonly hasGateways: boolean;
}

/** @param plan only what is deployed of it */
export function networkExtent(plan: Plan, region: string): NetworkExtent {
  const cells = plan.cells.filter((cell) => cell.region === region);
  const { zoneIds = [], existingNetwork } = plan.regions.find((one) => one.region === region) ?? {};
  const gateways = (plan.gatewayGroups ?? []).filter((group) => group.region === region);
  return {
    region,
    zones: zoneIds.length,
    instances: sum('instances', [
      ...cells.map(({ minInstances }) => minInstances),
      ...gateways.map(({ instances }) => instances),
    ]),
    internet: plan.fleet.network.internet !== undefined,
    hasGateways: gateways.length > 0,
    ...(existingNetwork && { existing: existingNetwork }),
  };
}

/** The ways out that stacks build in a region, which are also the ways that are priced. */
export const waysOut = (plan: Plan, region: string): WaysOut => networkVariants(networkExtent(plan, region)).deployed;

export function networkVariants(extent: NetworkExtent): NetworkVariants {
  const ways: Record<Way, WaysOut> = {
    endpoints: { endpoints: true, natGateways: extent.internet },
    nat: { endpoints: false, natGateways: true },
  };
  const costOf = (way: WaysOut): Figure =>
    sum('USD/month', [
      ...(way.endpoints ? [endpointsUsd(extent, way)] : []),
      ...(way.natGateways ? [natUsd(extent, way)] : []),
    ]);
  const usd = { endpoints: costOf(ways.endpoints), nat: costOf(ways.nat) };
  const cheaper: Way = usd.endpoints.value <= usd.nat.value ? 'endpoints' : 'nat';
  if (extent.existing !== undefined) {
    return { ...usd, cheaper, ...waysOfExisting(extent.existing) };
  }
  const chosen: Way = extent.internet ? cheaper : 'endpoints';
  return {
    ...usd,
    cheaper,
    deployed: ways[chosen],
    choiceUsdPerMonth: choice(usd, chosen, extent.internet),
  };
}

/** Its owner pays for every way that the network has already. */
const waysOfExisting = ({
  serviceEndpoints,
}: Pick<ExistingNetworkPlan, 'serviceEndpoints'>): Pick<NetworkVariants, 'deployed' | 'choiceUsdPerMonth'> => ({
  deployed: { endpoints: serviceEndpoints === 'created', natGateways: false },
  choiceUsdPerMonth: inTemplates(0, 'USD/month', 'the network exists already, and its owner chose the ways out'),
});

function choice({ endpoints, nat }: Record<Way, Figure>, chosen: Way, internet: boolean): Figure {
  const text = internet
    ? [
        `${show(endpoints.value)} USD for endpoints beside NAT gateways`,
        `${show(nat.value)} USD for NAT gateways alone`,
      ]
    : [`${show(endpoints.value)} USD for endpoints`, `${show(nat.value)} USD for a NAT gateway in each zone`];
  const why = internet
    ? 'the cheaper way, because the fleet file asks for the internet anyway'
    : 'with endpoints, prompts have no way to the internet';
  const [first, second] = chosen === 'endpoints' ? text : text.reverse();
  const difference = endpoints.value - nat.value;
  return derived(chosen === 'endpoints' ? difference : -difference, 'USD/month', `${first} − ${second}; ${why}`, {
    from: [endpoints, nat],
  });
}

/** The interface endpoints of a region with the traffic through them; 0 where the region has none. */
export function endpointsUsd(
  { region, zones, instances, existing, hasGateways }: NetworkExtent,
  ways: WaysOut,
): Figure {
  const counts = networkCounts(zones, ways, hasGateways);
  return ways.endpoints
    ? sum('USD/month', [
        product(
          'USD/month',
          counts.interfaceEndpoints,
          counts.zones,
          monthHours,
          servicePriceFigure('interfaceEndpointHour', region),
        ),
        product(
          'USD/month',
          product('GB/month', instances, serviceGB),
          servicePriceFigure('interfaceEndpointGB', region),
        ),
      ])
    : inTemplates(
        0,
        'USD/month',
        existing === undefined
          ? 'no endpoint but the one of S3, which is free'
          : 'the network exists already, and its owner pays for its endpoints',
      );
}

/** The NAT gateways with their addresses and the traffic through them. Traffic to AWS services counts only where these have no endpoints. */
export function natUsd({ region, zones, instances, internet }: NetworkExtent, ways: WaysOut): Figure {
  const counts = networkCounts(zones, ways);
  const gatewayHour = sum('USD/h', [
    servicePriceFigure('natGatewayHour', region),
    servicePriceFigure('publicAddressHour', region),
  ]);
  const perInstance = [...(ways.endpoints ? [] : [serviceGB]), ...(internet ? [internetGB] : [])];
  const traffic = product('GB/month', instances, sum('GB/instance/month', perInstance));
  return sum('USD/month', [
    product('USD/month', counts.natGateways, monthHours, gatewayHour),
    product('USD/month', traffic, servicePriceFigure('natGatewayGB', region)),
  ]);
}

/** The hours of the load balancer, with those of a public address in every zone unless the load balancer is private. */
export const loadBalancerUsd = (
  region: string,
  { loadBalancers, zones }: NetworkCounts & RegionCounts,
  isPrivate: boolean,
): Figure =>
  sum('USD/month', [
    product('USD/month', loadBalancers, monthHours, servicePriceFigure('loadBalancerHour', region)),
    ...(isPrivate
      ? []
      : [product('USD/month', loadBalancers, zones, monthHours, servicePriceFigure('publicAddressHour', region))]),
  ]);

export const loadBalancerCapacityUsd = (region: string, { capacityUnits }: RegionTraffic): Figure =>
  product('USD/month', capacityUnits, monthHours, servicePriceFigure('loadBalancerCapacityUnitHour', region));

const privateTransferUsdPerGB = assumed(
  0.02,
  'USD/GB',
  'through a peering, a transit gateway, a VPN or Direct Connect; the plan does not know which',
  { low: 0, high: 0.09 },
);

export const transferToClientsUsd = (
  region: string,
  { toClientsGBPerMonth }: RegionTraffic,
  isPrivate: boolean,
): Figure =>
  product(
    'USD/month',
    toClientsGBPerMonth,
    isPrivate ? privateTransferUsdPerGB : servicePriceFigure('transferToInternetGB', region),
  );
