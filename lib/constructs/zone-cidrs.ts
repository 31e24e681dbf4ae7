/** Zones that the address range of a VPC has room for; no region has more. */
export const maxZones = 6;

export interface ZoneCidrs {
  /** 8,187 instances and endpoints. */
  readonly privateCidr: string;
  /** 2,043 addresses of load balancers. */
  readonly publicCidr: string;
}

/** The part of 10.0.0.0/16 that one zone gets: private ranges from 10.0.0.0 on, public ones from 10.0.192.0 on. */
export function zoneCidrs(index: number): ZoneCidrs {
  if (index >= maxZones) {
    throw new Error(`a network has room for ${maxZones} zones: got a zone with index ${index}`);
  }
  return { privateCidr: `10.0.${index * 32}.0/19`, publicCidr: `10.0.${192 + index * 8}.0/21` };
}
