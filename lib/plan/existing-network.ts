import { type Finding, warning } from '../contract/findings';
import { tagOf } from '../contract/resource-references';
import type { Fleet } from '../fleet/fleet';
import type { NetworkPins, Pin, Pins } from '../fleet/lock-file';

/** A region's network that exists already. A part that the fleet file names by a tag is unresolved until the lock file has its id. */
export interface ExistingNetworkPlan {
  readonly vpcId: Pin;
  /** By zone id. */
  readonly privateSubnets: Readonly<Record<string, Pin>>;
  readonly publicSubnets: Readonly<Record<string, Pin>>;
  readonly serviceEndpoints: 'existing' | 'created';
}

/** The part of a region's plan that says which network it uses; empty where the fleet makes one. */
export function existingNetworkPlan(
  { network: { existing } }: Fleet,
  { networks }: Pins,
  region: string,
): { readonly existingNetwork?: ExistingNetworkPlan } {
  const stated = Object.hasOwn(existing, region) ? existing[region] : undefined;
  if (stated === undefined) {
    return {};
  }
  const pins: Partial<NetworkPins> = networks[region] ?? {};
  return {
    existingNetwork: {
      vpcId: resolved(stated.vpc, pins.vpcId),
      privateSubnets: subnets(stated.privateSubnets, pins.privateSubnets),
      publicSubnets: subnets(stated.publicSubnets, pins.publicSubnets),
      serviceEndpoints: stated.serviceEndpoints,
    },
  };
}

const subnets = (
  stated: Readonly<Record<string, string>>,
  pins: Readonly<Record<string, string>> = {},
): Record<string, Pin> =>
  Object.fromEntries(Object.entries(stated).map(([zoneId, reference]) => [zoneId, resolved(reference, pins[zoneId])]));

/** An id stands for itself; a tag for the id that was found by it. */
function resolved(reference: string, pinned: string | undefined): Pin {
  const id = tagOf(reference) === undefined ? reference : pinned;
  return id === undefined ? { status: 'unresolved' } : { status: 'resolved', id };
}

/** Tags that were not looked up yet, where a deployment would ask for the ids. */
export const existingNetworkFindings = (
  regions: readonly { readonly region: string; readonly existingNetwork?: ExistingNetworkPlan }[],
): Finding[] =>
  regions.flatMap(({ region, existingNetwork }) => {
    const open = existingNetwork === undefined ? [] : openParts(existingNetwork);
    return open.length === 0
      ? []
      : [
          warning(['network', 'existing', region], {
            problem: 'is named by tags that were not looked up yet, so npx cdk deploy would stop and ask for ids',
            got: open.join(', '),
            expected: 'ids in the lock file',
            fix: 'run: npx polyregion pin',
            source: 'docs/bring-your-own.md',
          }),
        ];
  });

/** The parts without an id, for example `publicSubnets.use2-az1`. */
function openParts({ vpcId, privateSubnets, publicSubnets }: ExistingNetworkPlan): string[] {
  const parts: [string, Pin][] = [
    ['vpc', vpcId],
    ...Object.entries(privateSubnets).map(([zone, pin]): [string, Pin] => [`privateSubnets.${zone}`, pin]),
    ...Object.entries(publicSubnets).map(([zone, pin]): [string, Pin] => [`publicSubnets.${zone}`, pin]),
  ];
  return parts.filter(([, { status }]) => status === 'unresolved').map(([part]) => part);
}
