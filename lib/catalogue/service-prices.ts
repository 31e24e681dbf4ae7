import table from './data/service-prices.json';
import type { Provenance } from './provenance';

/** What a price of each service is for: USD per this unit, of the first tier. */
export const serviceUnits = {
  /** One service's endpoint in one zone. */
  interfaceEndpointHour: 'USD/h',
  interfaceEndpointGB: 'USD/GB',
  natGatewayHour: 'USD/h',
  natGatewayGB: 'USD/GB',
  loadBalancerHour: 'USD/h',
  loadBalancerCapacityUnitHour: 'USD/h',
  publicAddressHour: 'USD/h',
  webAcl: 'USD/month',
  webAclRule: 'USD/month',
  /** Inspected, refused ones included. */
  webAclRequestsMillion: 'USD/10⁶ requests',
  transferToInternetGB: 'USD/GB',
  /** Of an endpoint inside AWS; https and the fast interval are one feature each. */
  healthCheck: 'USD/month',
  healthCheckFeature: 'USD/month',
  healthCheckOutsideAws: 'USD/month',
  healthCheckFeatureOutsideAws: 'USD/month',
  hostedZone: 'USD/month',
  latencyQueriesMillion: 'USD/10⁶ queries',
  metric: 'USD/month',
  /** Standard resolution. */
  alarm: 'USD/month',
  dashboard: 'USD/month',
  logsGB: 'USD/GB',
  /** Until its first rotation; each of the next two adds as much again. */
  key: 'USD/month',
  secret: 'USD/month',
  /** gp3 at its baseline speed. */
  diskGB: 'USD/GB/month',
  /** gp3, above its baseline speed. */
  diskMiBPerSecond: 'USD/(MiB/s)/month',
  objectsGB: 'USD/GB/month',
  imagesGB: 'USD/GB/month',
} as const;

export type Service = keyof typeof serviceUnits;

export const servicePricesProvenance: Provenance = table.provenance;

export interface ServicePrice {
  readonly usd: number;
  readonly provenance: Provenance;
}

/** Under this region stand prices that are the same in all. */
const everywhere = '*';

/** The region that prices elsewhere are estimated from. */
export const referenceRegion = 'us-east-1';

const key = (service: string, region: string): string => `${service} ${region}`;

const sources: Readonly<Record<string, Provenance>> = table.sources;

const prices = new Map(
  (table.rows as [string, string, number, string][]).map(([service, region, usd, source]) => [
    key(service, region),
    { usd, provenance: sources[source] as Provenance },
  ]),
);

/** Undefined where no publication of the region's price was found. */
export const servicePrice = (service: Service, region: string): ServicePrice | undefined =>
  prices.get(key(service, everywhere)) ?? prices.get(key(service, region));

/**
 * What other regions ask, over us-east-1's price.
 *
 * Found: 1.0 in us-west-2, 1.31 for a NAT gateway in ap-southeast-1, 1.4 for transfer out of ap-northeast-2,
 * 1.52 for log ingestion in ap-northeast-1.
 *
 * @see https://basavytix.com/blog/aws-nat-gateway-pricing Singapore
 * @see https://awsi.click/en/articles/cloudwatch-logs-cost-structure-surprise/ Tokyo
 */
export const elsewhereRatio = { value: 1.1, low: 1, high: 1.52 } as const;
