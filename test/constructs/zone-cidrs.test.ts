import { describe, expect, test } from 'vitest';
import { zoneCidrs } from '../../lib/constructs/zone-cidrs';
import { addressRange } from '../../lib/contract/address-ranges';

const ends = (cidr: string): [number, number] => {
  const range = addressRange(cidr);
  return [range?.first ?? Number.NaN, range?.last ?? Number.NaN];
};

describe('the address ranges of zones', () => {
  test.each(
    ['10.0.0.0/16', '10.20.64.0/18', '172.16.240.0/20'].flatMap((vpc) =>
      [2, 3, 4, 5, 6].map((zones) => [vpc, zones] as const),
    ),
  )('of %s do not overlap in a network of %i, and lie inside it', (vpc, zones) => {
    const ranges = Array.from({ length: zones }, (_, index) => zoneCidrs(vpc, `use1-az${index + 1}`))
      .flatMap(({ privateCidr, publicCidr }) => [ends(privateCidr), ends(publicCidr)])
      .sort(([a], [b]) => a - b);
    const [first, last] = ends(vpc);

    expect(ranges).toHaveLength(2 * zones);
    expect(ranges[0]?.[0]).toBeGreaterThanOrEqual(first);
    expect(ranges.at(-1)?.[1]).toBeLessThanOrEqual(last);
    for (const [index, [from]] of ranges.entries()) {
      expect(from).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1);
    }
  });

  test('of a /20 have room for 507 instances and a load balancer with its 27 addresses', () => {
    expect(zoneCidrs('10.1.0.0/20', 'use1-az6')).toEqual({ privateCidr: '10.1.10.0/23', publicCidr: '10.1.14.128/25' });
  });

  test('follow from the zone id alone: apne1-az4 has the same range with and without its neighbours', () => {
    expect(zoneCidrs('10.0.0.0/16', 'apne1-az1').privateCidr).toBe('10.0.0.0/19');
    expect(zoneCidrs('10.0.0.0/16', 'apne1-az4').privateCidr).toBe('10.0.96.0/19');
  });

  test.each(['use1-az7', 'use1-az0', 'us-east-1a', 'usw2-lax1'])('fails for %s', (zoneId) => {
    expect(() => zoneCidrs('10.0.0.0/16', zoneId)).toThrow(`a network has room for zones az1 to az6: got ${zoneId}`);
  });

  test.each(['10.0.0.0/15', '10.0.0.0/25', '10.0.0.1/16', 'x'])('fails for %s', (cidr) => {
    expect(() => zoneCidrs(cidr, 'use1-az1')).toThrow(`a network has a range of /16 to /24: got ${cidr}`);
  });
});
