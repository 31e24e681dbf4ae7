import { describe, expect, test } from 'vitest';
import { zoneCidrs } from '../../lib/constructs/zone-cidrs';

/** First and last address of a range, as numbers. */
function ends(cidr: string): [number, number] {
  const [address = '', prefix = ''] = cidr.split('/');
  const first = address.split('.').reduce((value, part) => value * 256 + Number(part), 0);
  return [first, first + 2 ** (32 - Number(prefix)) - 1];
}

describe('the address ranges of zones', () => {
  test.each([2, 3, 4, 5, 6])('do not overlap in a network of %i, and lie inside it', (zones) => {
    const ranges = Array.from({ length: zones }, (_, index) => zoneCidrs(index))
      .flatMap(({ privateCidr, publicCidr }) => [ends(privateCidr), ends(publicCidr)])
      .sort(([a], [b]) => a - b);
    const [first, last] = ends('10.0.0.0/16');

    expect(ranges).toHaveLength(2 * zones);
    expect(ranges[0]?.[0]).toBeGreaterThanOrEqual(first);
    expect(ranges.at(-1)?.[1]).toBeLessThanOrEqual(last);
    for (const [index, [from]] of ranges.entries()) {
      expect(from).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1);
    }
  });

  test('fails for a seventh zone', () => {
    expect(() => zoneCidrs(6)).toThrow('a network has room for 6 zones');
  });
});
