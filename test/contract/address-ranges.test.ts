import { describe, expect, test } from 'vitest';
import { type AddressRange, addressRange, cidrOf, isPrivate, overlap } from '../../lib/contract/address-ranges';

const rangeOf = (cidr: string): AddressRange => {
  const range = addressRange(cidr);
  if (range === undefined) {
    throw new Error(`${cidr}: no range`);
  }
  return range;
};

describe('an address range', () => {
  test('has its first and its last address', () => {
    expect(addressRange('10.1.0.0/16')).toEqual({ first: 167_837_696, last: 167_903_231, prefix: 16 });
    expect(addressRange('0.0.0.0/0')).toEqual({ first: 0, last: 4_294_967_295, prefix: 0 });
    expect(addressRange('255.255.255.255/32')).toMatchObject({ first: 4_294_967_295, last: 4_294_967_295 });
  });

  test.each([
    '10.1.0.1/16',
    '10.1.0.0/33',
    '10.1.0.0/8',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '10.0.0.0.',
    '10.0.0.0',
    'fd00::/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8\n',
    '',
  ])('is not %j', (text) => {
    expect(addressRange(text)).toBeUndefined();
  });

  test.each(['10.1.0.0/16', '172.16.240.0/20', '255.255.255.255/32', '0.0.0.0/0'])(
    'is written as it was: %s',
    (cidr) => {
      const { first, prefix } = rangeOf(cidr);

      expect(cidrOf(first, prefix)).toBe(cidr);
    },
  );

  test.each([
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.0.0/8', '10.255.255.0/24', true],
    ['10.255.255.0/24', '10.0.0.0/8', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['10.1.0.0/16', '10.0.0.0/16', false],
  ])('%s and %s overlap: %s', (a, b, expected) => {
    expect(overlap(rangeOf(a), rangeOf(b))).toBe(expected);
  });

  test.each([
    ['10.0.0.0/8', true],
    ['172.31.255.0/24', true],
    ['192.168.0.0/16', true],
    ['100.64.0.0/10', true],
    ['172.32.0.0/16', false],
    ['100.0.0.0/8', false],
    ['192.0.0.0/8', false],
    ['0.0.0.0/0', false],
    ['8.8.8.0/24', false],
  ])('%s is private: %s', (cidr, expected) => {
    expect(isPrivate(rangeOf(cidr))).toBe(expected);
  });
});
