import { addressRange, cidrOf } from '../contract/address-ranges';

/** Zones that the address range of a VPC has room for; the zone ids of no region count further. */
export const maxZones = 6;

export interface ZoneCidrs {
  /** An eighth of the range; of a /16 8,187 instances, endpoints and private load balancers. */
  readonly privateCidr: string;
  /** A thirty-second of the range; of a /16 2,043 addresses of load balancers. */
  readonly publicCidr: string;
}

/**
 * The part of a VPC's range, /16 to /24, that one zone gets: private ranges from its start, public ones in its last quarter.
 * The number in the zone id alone decides which part. A zone that comes or goes therefore moves no other zone: two subnets
 * of a VPC must not overlap, and CloudFormation creates a changed subnet before it deletes the old one.
 */
export function zoneCidrs(vpcCidr: string, zoneId: string): ZoneCidrs {
  const range = addressRange(vpcCidr);
  if (range === undefined || range.prefix < 16 || range.prefix > 24) {
    throw new Error(`a network has a range of /16 to /24: got ${vpcCidr}`);
  }
  const index = Number(/-az(\d+)$/.exec(zoneId)?.[1]) - 1;
  if (!(index >= 0 && index < maxZones)) {
    throw new Error(`a network has room for zones az1 to az${maxZones}: got ${zoneId}`);
  }
  const { first, prefix } = range;
  const addresses = 2 ** (32 - prefix);
  return {
    privateCidr: cidrOf(first + (index * addresses) / 8, prefix + 3),
    publicCidr: cidrOf(first + (3 * addresses) / 4 + (index * addresses) / 32, prefix + 5),
  };
}
