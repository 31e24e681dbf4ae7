/** An IPv4 range, its ends as numbers. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const numberOf = (address: string): number => address.split('.').reduce((value, part) => value * 256 + Number(part), 0);

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const cidrPattern = new RegExp(`^${octet}(?:\\.${octet}){3}/(?:3[0-2]|[12]?\\d)$`);

/** Parses a range in CIDR notation, such as `10.1.0.0/16`; undefined unless it begins with its first address. */
export function addressRange(cidr: string): AddressRange | undefined {
  const [address = '', prefix = ''] = cidr.split('/');
  const first = numberOf(address);
  const size = 2 ** (32 - Number(prefix));
  return cidrPattern.test(cidr) && first % size === 0
    ? { first, last: first + size - 1, prefix: Number(prefix) }
    : undefined;
}

export const overlap = (a: AddressRange, b: AddressRange): boolean => a.first <= b.last && b.first <= a.last;

/** Writes a range in CIDR notation, for example 167837696 and 19 as `10.1.0.0/19`. */
export const cidrOf = (first: number, prefix: number): string =>
  `${[24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256).join('.')}/${prefix}`;

/**
 * Ranges that are routed in private networks only.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1918 1996
 * @see https://www.rfc-editor.org/rfc/rfc6598 2012, shared address space
 */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'] as const;

/**
 * Ranges that no host of the internet answers from: private ones, the host itself, loopback, link-local, and what is kept
 * for documentation, benchmarks, multicast and the future.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/ 2026
 */
export const unroutedRanges = [
  ...privateRanges,
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

export const isPrivate = ({ first, last }: AddressRange): boolean =>
  privateRanges.some((cidr) => {
    const range = addressRange(cidr);
    return range !== undefined && range.first <= first && last <= range.last;
  });

/**
 * Ranges that AWS services and the container bridge of an instance use themselves.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html 2026
 */
export const bridgeRange = '172.17.0.0/16';
