import { zoneIdsOfRegion } from '../../catalogue/prices';
import { isRegionZone } from '../../catalogue/region-zone';
import { error, type Finding, type Path } from '../../contract/findings';
import { tagOf } from '../../contract/resource-references';
import { modelRegions } from '../model-regions';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import type { ExistingNetwork } from '../schema/existing-network-schema';
import { sharedZones, zonesNeeded } from '../zones';
import { check } from './check';

const source = 'docs/bring-your-own.md';

/** A load balancer needs subnets in two zones or more. */
const leastZones = 2;

const networksOf = ({ network: { existing } }: Pick<FleetFile, 'network'>): [Path, string, ExistingNetwork][] =>
  Object.entries(existing).map(([region, one]) => [['network', 'existing', region], region, one]);

const unknownRegions = check(['network', 'regions'], ({ network, regions }) =>
  networksOf({ network })
    .filter(([, region]) => !regions.includes(region))
    .map(([path, region]) =>
      error(path, {
        problem: 'is no region of the fleet',
        got: region,
        expected: `one of ${regions.join(', ')}`,
        fix: didYouMean(region, regions),
        source,
      }),
    ),
);

const rangeWithoutEffect = check(['network'], ({ network }) =>
  networksOf({ network })
    .filter(([, region]) => Object.hasOwn(network.vpcCidrs, region))
    .map(([, region]) =>
      error(['network', 'vpcCidrs', region], {
        problem: 'has no effect: the network of the region exists already, and has its own range',
        got: network.vpcCidrs[region],
        expected: 'a range, or an existing network',
        fix: `remove it, or remove network.existing.${region}`,
        source,
      }),
    ),
);

const subnetFindings = check(['network'], ({ network }) =>
  networksOf({ network }).flatMap(([path, region, { privateSubnets, publicSubnets }]) => [
    ...(['privateSubnets', 'publicSubnets'] as const).flatMap((kind) =>
      strangeZones([...path, kind], region, Object.keys(network.existing[region]?.[kind] ?? {})),
    ),
    ...sameSubnets(path, {
      ...labelled('privateSubnets', privateSubnets),
      ...labelled('publicSubnets', publicSubnets),
    }),
    ...(Object.keys(privateSubnets).length >= leastZones
      ? []
      : [
          error([...path, 'privateSubnets'], {
            problem: 'are in fewer zones than a load balancer needs',
            got: Object.keys(privateSubnets).join(', '),
            expected: `subnets in ${leastZones} zones or more`,
            fix: `add one, for example in ${zoneIdsOfRegion(region).find((zone) => !(zone in privateSubnets)) ?? 'another zone'}`,
            source,
          }),
        ]),
  ]),
);

/** Zone ids of another region, which begin with another prefix. */
function strangeZones(path: Path, region: string, zones: readonly string[]): Finding[] {
  const known = zoneIdsOfRegion(region).filter(isRegionZone);
  const prefixes = known.map((zone) => zone.split('-')[0]);
  return zones
    .filter((zone) => prefixes.length > 0 && !prefixes.includes(zone.split('-')[0]))
    .map((zone) =>
      error([...path, zone], {
        problem: `is no zone of ${region}`,
        got: zone,
        expected: `a zone such as ${known.join(', ')}`,
        fix: 'aws ec2 describe-subnets shows the zone id of a subnet as AvailabilityZoneId',
        source,
      }),
    );
}

const labelled = (kind: string, subnets: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(subnets).map(([zone, reference]) => [`${kind}.${zone}`, reference]));

/** A subnet lies in one zone, and is private or public. */
function sameSubnets(path: Path, subnets: Readonly<Record<string, string>>): Finding[] {
  const entries = Object.entries(subnets);
  const zoneOf = (place: string): string | undefined => place.split('.')[1];
  return entries.flatMap(([place, id], index) => {
    // A tag names another subnet in every zone, and in one zone always the same.
    const isSame = ([other, reference]: readonly [string, string]): boolean =>
      reference === id && (tagOf(id) === undefined || zoneOf(other) === zoneOf(place));
    const [first] = entries.slice(0, index).find(isSame) ?? [];
    return first === undefined
      ? []
      : [
          error([...path, ...place.split('.')], {
            problem: `is the subnet of ${first}, too`,
            got: id,
            expected: 'a subnet of its own: each lies in one zone, and has one route to the internet or none',
            fix: 'state the subnet of this zone',
            source,
          }),
        ];
  });
}

const publicFindings = check(['access', 'network'], ({ access, network }) =>
  networksOf({ network }).flatMap(([path, , { privateSubnets, publicSubnets }]) => {
    const has = Object.keys(publicSubnets);
    if (access.private !== undefined) {
      return has.length === 0
        ? []
        : [
            error([...path, 'publicSubnets'], {
              problem: 'have no effect: load balancers of private fleets stand in the private subnets',
              got: has.join(', '),
              expected: 'private subnets only',
              fix: 'remove them, or remove access.private',
              source,
            }),
          ];
    }
    const lacking = Object.keys(privateSubnets).filter((zone) => !has.includes(zone));
    return lacking.length === 0
      ? []
      : [
          error([...path, 'publicSubnets'], {
            problem: `are missing in ${lacking.join(', ')}: a load balancer sends nothing to instances of a zone in which it does not stand`,
            got: has.join(', '),
            expected: 'a public subnet in each zone with a private one',
            fix: `add ${lacking.map((zone) => `${zone}: subnet-…`).join(', ')}, or leave out the private subnet there`,
            source,
          }),
        ];
  }),
);

/** The instances of a model stand where all its types are offered and where there is a subnet. */
const modelZones = check(
  ['models', 'workloads', 'jurisdictions', 'network'],
  ({ models, workloads, jurisdictions, network }) =>
    networksOf({ network }).flatMap(([path, region, { privateSubnets }]) =>
      models
        .filter((model) => modelRegions({ workloads, jurisdictions }, model.name).includes(region))
        .flatMap((model) => {
          const offered = sharedZones(model, region);
          const usable = offered.filter((zone) => zone in privateSubnets);
          const needed = Math.min(zonesNeeded(model), offered.length);
          return usable.length >= needed
            ? []
            : [
                error([...path, 'privateSubnets'], {
                  problem: `are in ${usable.length === 0 ? 'no zone' : 'only one zone'} that offers every type of ${model.name}`,
                  got: Object.keys(privateSubnets).join(', '),
                  expected: `subnets in ${needed} of ${offered.join(', ')}`,
                  fix: `add a subnet in ${offered.filter((zone) => !(zone in privateSubnets)).join(' or ')}, or allow types that are offered in zones with subnets`,
                  source: 'zones of the price table, docs/network.md',
                }),
              ];
        }),
    ),
);

export const existingNetworkChecks = [unknownRegions, rangeWithoutEffect, subnetFindings, publicFindings, modelZones];
