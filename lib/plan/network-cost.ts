import type { Service } from '../catalogue/service-prices';
import type { RegionTraffic } from './client-traffic';
import { monthHours, product, sum } from './cost-terms';
import { assumed, derived, type Figure, show } from './figure';
import { servicePriceFigure } from './service-price';
import type { TemplateCounts } from './template-counts';

/** Two ways from the private subnets to AWS services, for the same traffic. The first is the one that is deployed. */
export interface NetworkVariants {
  /** One interface endpoint for each service, in every zone. */
  readonly endpoints: Figure;
  /** One NAT gateway in every zone, each with a public address. */
  readonly nat: Figure;
  readonly cheaper: 'endpoints' | 'nat';
  /** What endpoints cost more than gateways; negative where they cost less. Why they are chosen: docs/decisions/0007. */
  readonly choiceUsdPerMonth: Figure;
}

const serviceGB = assumed(
  1,
  'GB/instance/month',
  'metrics, logs, session heartbeats and registry calls; weights and image layers come through the S3 gateway endpoint, which is free either way',
  { low: 0.2, high: 5 },
);

export function networkVariants(region: string, counts: TemplateCounts, instances: Figure): NetworkVariants {
  const price = (service: Service): Figure => servicePriceFigure(service, region);
  const traffic = product('GB/month', instances, serviceGB);
  const endpoints = sum('USD/month', [
    product('USD/month', counts.interfaceEndpoints, counts.zones, monthHours, price('interfaceEndpointHour')),
    product('USD/month', traffic, price('interfaceEndpointGB')),
  ]);
  const gatewayHour = sum('USD/h', [price('natGatewayHour'), price('publicAddressHour')]);
  const nat = sum('USD/month', [
    product('USD/month', counts.zones, monthHours, gatewayHour),
    product('USD/month', traffic, price('natGatewayGB')),
  ]);
  return {
    endpoints,
    nat,
    cheaper: endpoints.value <= nat.value ? 'endpoints' : 'nat',
    choiceUsdPerMonth: derived(
      endpoints.value - nat.value,
      'USD/month',
      `${show(endpoints.value)} USD for endpoints − ${show(nat.value)} USD for a NAT gateway in each zone; endpoints leave prompts no way to the internet`,
      { from: [endpoints, nat] },
    ),
  };
}

/** The load balancer itself, with an address in every zone. */
export const loadBalancerUsd = (region: string, { loadBalancers, zones }: TemplateCounts): Figure =>
  sum('USD/month', [
    product('USD/month', loadBalancers, monthHours, servicePriceFigure('loadBalancerHour', region)),
    product('USD/month', loadBalancers, zones, monthHours, servicePriceFigure('publicAddressHour', region)),
  ]);

export const loadBalancerCapacityUsd = (region: string, { capacityUnits }: RegionTraffic): Figure =>
  product('USD/month', capacityUnits, monthHours, servicePriceFigure('loadBalancerCapacityUnitHour', region));

export const transferToClientsUsd = (region: string, { toClientsGBPerMonth }: RegionTraffic): Figure =>
  product('USD/month', toClientsGBPerMonth, servicePriceFigure('transferToInternetGB', region));
