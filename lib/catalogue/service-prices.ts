import table from './data/service-prices.json';
import type { Provenance } from './provenance';

/** The unit of each service's price: USD per unit, in the first price tier. */
export const serviceUnits = {
  /** An interface endpoint of one service in one zone. */
  interfaceEndpointHour: 'USD/h',
  interfaceEndpointGB: 'USD/GB',
  natGatewayHour: 'USD/h',
  natGatewayGB: 'USD/GB',
  loadBalancerHour: 'USD/h',
  loadBalancerCapacityUnitHour: 'USD/h',
  publicAddressHour: 'USD/h',
  webAcl: 'USD/month',
  webAclRule: 'USD/month',
  /** Requests that the web ACL inspects, blocked ones included. */
  webAclRequestsMillion: 'USD/10⁶ requests',
  transferToInternetGB: 'USD/GB',
  /** A health check of an endpoint inside AWS. HTTPS and the fast interval are one paid feature each. */
  healthCheck: 'USD/month',
  healthCheckFeature: 'USD/month',
  healthCheckOutsideAws: 'USD/month',
  healthCheckFeatureOutsideAws: 'USD/month',
  hostedZone: 'USD/month',
  latencyQueriesMillion: 'USD/10⁶ queries',
  metric: 'USD/month',
  /** An alarm of standard resolution. */
  alarm: 'USD/month',
  dashboard: 'USD/month',
  logsGB: 'USD/GB',
  /** A KMS key before its first rotation. Each of the first two rotations adds the same price again. */
  key: 'USD/month',
  secret: 'USD/month',
  /** A gp3 volume at its baseline performance. */
  diskGB: 'USD/GB/month',
  /** Throughput of a gp3 volume above its baseline. */
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

/** Key of the prices that are the same in every region. */
const everywhere = '*';

/** Prices of regions without a known price are estimated from this region. */
export const referenceRegion = 'us-east-1';

const key = (service: string, region: string): string => `${service} ${region}`;

const sources: Readonly<Record<string, Provenance>> = table.sources;

const prices = new Map(
  (table.rows as [string, string, number, string][]).map(([service, region, usd, source]) => [
    key(service, region),
    { usd, provenance: sources[source] as Provenance },
  ]),
);

/** The published price in a region; undefined where none was found. */
export const servicePrice = (service: Service, region: string): ServicePrice | undefined =>
  prices.get(key(service, everywhere)) ?? prices.get(key(service, region));

/**
 * Price in other regions ÷ price in us-east-1.
 *
 * Found: 1.0 in us-west-2, 1.31 for a NAT gateway in ap-southeast-1, 1.4 for transfer out of ap-northeast-2,
 * 1.52 for log ingestion in ap-northeast-1.
 *
 * @see https://basavytix.com/blog/aws-nat-gateway-pricing Singapore
 * @see https://awsi.click/en/articles/cloudwatch-logs-cost-structure-surprise/ Tokyo
 */
export const elsewhereRatio = { value: 1.1, low: 1, high: 1.52 } as const;
