import { error, type Finding } from '../contract/findings';
import { interfaceServices } from '../contract/service-endpoints';
import type { Plan, RegionPlan } from './plan';

/**
 * Addresses of a subnet that AWS keeps for itself.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html read 2026-11-27
 */
export const reservedAddresses = 5;

/**
 * Addresses that a load balancer needs free in each of its subnets.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html subnets, read 2026-11-27
 */
const loadBalancerAddresses = 8;

/** Addresses that one subnet of a region must have free, and what takes them, in words. */
export interface AddressNeed {
  readonly private: number;
  readonly public: number;
  readonly says: string;
}

/** What a region takes of each subnet at most: every instance at its maximum, one more round of a rollout, one zone lost. */
export function addressesNeeded(
  { cells, gatewayGroups = [], fleet }: Pick<Plan, 'cells' | 'gatewayGroups' | 'fleet'>,
  { region, zoneIds, existingNetwork }: Pick<RegionPlan, 'region' | 'zoneIds' | 'existingNetwork'>,
): AddressNeed {
  const ofCells = cells
    .filter((cell) => cell.region === region)
    .flatMap(({ pools }) => pools.map(({ maxInstances, surgeInstances }) => maxInstances.value + surgeInstances.value));
  const ofGateways = gatewayGroups
    .filter((group) => group.region === region)
    .map(({ instances, surgeInstances }) => instances.value + surgeInstances.value);
  const instances = [...ofCells, ...ofGateways].reduce((sum, count) => sum + count, 0);
  const zonesLeft = Math.max(1, zoneIds.length - 1);
  const perZone = Math.ceil(instances / zonesLeft);
  const endpoints = existingNetwork?.serviceEndpoints === 'existing' ? 0 : Object.keys(interfaceServices).length;
  const isPrivate = fleet.access.private !== undefined;
  return {
    private: perZone + endpoints + (isPrivate ? loadBalancerAddresses : 0),
    public: isPrivate ? 0 : loadBalancerAddresses,
    says: [
      `${perZone} instances with one zone lost`,
      ...(endpoints > 0 ? [`${endpoints} endpoints`] : []),
      ...(isPrivate ? [`${loadBalancerAddresses} of the load balancer`] : []),
    ].join(', '),
  };
}

/** Ranges whose private subnets, an eighth each, have too few addresses for what stands in them. */
export const addressFindings = (plan: Pick<Plan, 'cells' | 'gatewayGroups' | 'fleet' | 'regions'>): Finding[] =>
  plan.regions.flatMap((region) => {
    const prefix = Number(region.vpcCidr.split('/')[1]);
    const free = 2 ** (32 - prefix - 3) - reservedAddresses;
    const need = addressesNeeded(plan, region);
    return region.existingNetwork !== undefined || free >= need.private
      ? []
      : [
          error(['network', 'vpcCidrs', region.region], {
            problem: `leaves ${free} addresses in the private subnet of each zone, and ${need.private} are needed: ${need.says}`,
            got: region.vpcCidr,
            expected: `a range of /${32 - 3 - Math.ceil(Math.log2(need.private + reservedAddresses))} or larger`,
            fix: 'state a larger range, or lower what cells may grow to',
            source: 'docs/network.md',
          }),
        ];
  });
