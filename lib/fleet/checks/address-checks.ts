import {
  type AddressRange,
  addressRange,
  bridgeRange,
  isPrivate,
  overlap,
  privateRanges,
} from '../../contract/address-ranges';
import { error, type Finding, type Path } from '../../contract/findings';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { check } from './check';

const source = 'docs/network.md, private access';

/** The sizes of an address range that has room for six zones and is no larger than a VPC may be. */
const leastPrefix = 16;

/** A public subnet has a thirty-second of the range: /27 holds a load balancer, /28 a NAT gateway. Private ones have an eighth. */
const mostPrefix = ({ access, network }: Pick<FleetFile, 'access' | 'network'>): number =>
  access.private === undefined ? 22 : network.internet === undefined ? 24 : 23;

interface Stated {
  readonly path: Path;
  readonly cidr: string;
  readonly range: AddressRange;
}

type Ranges = readonly (readonly [path: Path, cidr: string])[];

/** Those that are ranges at all. */
const readable = (ranges: Ranges): Stated[] =>
  ranges.flatMap(([path, cidr]) => {
    const range = addressRange(cidr);
    return range === undefined ? [] : [{ path, cidr, range }];
  });

const formFindings = (ranges: Ranges): Finding[] =>
  ranges.flatMap(([path, cidr]) => {
    const range = addressRange(cidr);
    return range !== undefined && isPrivate(range)
      ? []
      : [
          error(path, {
            problem:
              range === undefined ? 'is no IPv4 range that begins with its first address' : 'is no private range',
            got: cidr,
            expected: `a range inside ${privateRanges.join(', ')}`,
            fix: 'for example 10.1.0.0/16',
            source,
          }),
        ];
  });

/** Compares each range of a list with those before it, or each of one list with every range of another. */
const overlapFindings = (ranges: readonly Stated[], others: readonly Stated[], what: string): Finding[] =>
  ranges.flatMap(({ path, cidr, range }, index) => {
    const other = (others === ranges ? ranges.slice(0, index) : others).find((one) => overlap(one.range, range));
    return other === undefined
      ? []
      : [
          error(path, {
            problem: `overlaps ${what}, ${other.cidr}`,
            got: cidr,
            expected: 'a range of its own: networks whose addresses overlap cannot be connected',
            fix: 'choose another range',
            source,
          }),
        ];
  });

const vpcRanges = (vpcCidrs: Readonly<Record<string, string>>): Ranges =>
  Object.entries(vpcCidrs).map(([code, cidr]) => [['network', 'vpcCidrs', code], cidr]);

const clientRanges = (access: { private?: { clientCidrs: readonly string[] } | undefined }): Ranges =>
  (access.private?.clientCidrs ?? []).map((cidr, index) => [['access', 'private', 'clientCidrs', index], cidr]);

const vpcFindings = check(['access', 'network'], ({ access, network }) => {
  const most = mostPrefix({ access, network });
  const stated = readable(vpcRanges(network.vpcCidrs));
  const bridge = addressRange(bridgeRange);
  return [
    ...formFindings(vpcRanges(network.vpcCidrs)),
    ...overlapFindings(stated, stated, 'the network of another region'),
    ...stated.flatMap(({ path, cidr, range }) => [
      ...(range.prefix >= leastPrefix && range.prefix <= most
        ? []
        : [
            error(path, {
              problem: 'is of a size that a network cannot have',
              got: cidr,
              expected: `/${leastPrefix} to /${most}: room for six zones`,
              fix: 'for example 10.1.0.0/16',
              source,
            }),
          ]),
      ...(bridge !== undefined && overlap(bridge, range)
        ? [
            error(path, {
              problem: 'holds addresses that instances use inside themselves, for containers',
              got: cidr,
              expected: `a range without ${bridgeRange}`,
              fix: 'choose another range',
              source: 'Amazon VPC User Guide, VPC CIDR blocks',
            }),
          ]
        : []),
    ]),
  ];
});

const unknownRegions = check(['network', 'regions'], ({ network, regions }) =>
  Object.keys(network.vpcCidrs)
    .filter((code) => !regions.includes(code))
    .map((code) =>
      error(['network', 'vpcCidrs', code], {
        problem: 'is no region of the fleet',
        got: code,
        expected: `one of ${regions.join(', ')}`,
        fix: didYouMean(code, regions),
        source,
      }),
    ),
);

const unstatedRegions = check(['access', 'network', 'regions'], ({ access, network, regions }) =>
  access.private === undefined
    ? []
    : regions
        .filter((code) => !Object.hasOwn(network.vpcCidrs, code) && !Object.hasOwn(network.existing, code))
        .map((code) =>
          error(['network', 'vpcCidrs', code], {
            problem: 'is missing: clients of private networks need to know where to send',
            got: undefined,
            expected: 'a range that no connected network has',
            fix: `for example ${code}: 10.1.0.0/16`,
            source,
          }),
        ),
);

const clientFindings = check(['access', 'network'], ({ access, network }) => {
  const clients = clientRanges(access);
  return [
    ...formFindings(clients),
    ...overlapFindings(readable(clients), readable(vpcRanges(network.vpcCidrs)), 'a network of the fleet'),
  ];
});

export const addressChecks = [vpcFindings, unknownRegions, unstatedRegions, clientFindings];
