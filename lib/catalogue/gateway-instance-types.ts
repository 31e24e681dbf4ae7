import table from './data/gateway-instance-types.json';
import type { Provenance } from './provenance';

/** An instance type without a GPU on which gateways may run. */
export interface GatewayInstanceType {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
}

/** What AWS offers of such a type in one region. */
export interface GatewayOffering {
  /** List price, USD per hour, Linux, on demand. */
  readonly usdPerHour: number;
  /** Zones that list the type, Local Zones left out. */
  readonly zoneIds: readonly string[];
}

export const gatewayInstanceTypesProvenance: Provenance = table.provenance;

const types = new Map(
  (table.types as [string, number, number][]).map(([name, vcpus, memoryGiB]) => [name, { name, vcpus, memoryGiB }]),
);

const offerings = new Map(
  (table.rows as [string, string, number, string[]][]).map(([name, region, usdPerHour, zoneIds]) => [
    `${name} ${region}`,
    { usdPerHour, zoneIds },
  ]),
);

export const gatewayInstanceTypeNames: readonly string[] = [...types.keys()];

/** Two cores, on which Envoy passed 2,900 requests a second with tokens, limits and logs; a fleet has tens. */
export const defaultGatewayType = 'c7i.large';

export const gatewayInstanceType = (name: string): GatewayInstanceType | undefined => types.get(name);

/** Undefined where the table does not list the type. */
export const gatewayOffering = (name: string, region: string): GatewayOffering | undefined =>
  offerings.get(`${name} ${region}`);
