import type { AddressNeed } from '../plan/addresses';
import type { ExistingNetworkPlan } from '../plan/existing-network';
import { type Answer, type Check, judged } from './check';

/** What AWS says of a VPC and its subnets. */
export interface FoundNetwork {
  /** The subnets of the VPC, by id. */
  readonly subnets: ReadonlyMap<string, FoundSubnet>;
  /** Whether the VPC has the gateway endpoint of S3. */
  readonly hasObjectGateway: boolean;
}

export interface FoundSubnet {
  readonly zoneId: string;
  readonly freeAddresses: number;
  /** Whether its route table has a default route. */
  readonly leadsOut: boolean;
}

export interface NetworkQuestion {
  readonly region: string;
  readonly network: ExistingNetworkPlan;
  /** Zones that the region uses. */
  readonly zoneIds: readonly string[];
  readonly need: AddressNeed;
  /** Whether the fleet file declares that instances reach the internet (`network.internet`). */
  readonly mayLeadOut: boolean;
}

/** Whether a network that exists already has what the plan needs of it. @param answer undefined where there is no such VPC */
export function networkChecks(question: NetworkQuestion, answer: Answer<FoundNetwork | undefined>): Check[] {
  const { region, network, zoneIds, need } = question;
  if ('value' in answer && answer.value !== undefined) {
    const found = answer.value;
    const kinds = [
      { kind: 'private', subnets: network.privateSubnets, least: need.private },
      ...(need.public > 0 ? [{ kind: 'public', subnets: network.publicSubnets, least: need.public }] : []),
    ];
    return [
      ...kinds.flatMap(({ kind, subnets, least }) =>
        zoneIds.map((zoneId) => ({
          about: `${kind} subnet`,
          where: `${region} ${zoneId}`,
          ...subnetVerdict(zoneId, subnets[zoneId], found, least),
        })),
      ),
      objectGateway(region, found),
      ...leadingOut(question, found),
    ];
  }
  return [
    judged('network', region, answer, () => ({
      state: 'missing',
      says: 'no such VPC in this account: correct network.existing, or let its owner share it',
    })),
  ];
}

function subnetVerdict(
  zoneId: string,
  pin: ExistingNetworkPlan['vpcId'] | undefined,
  { subnets }: FoundNetwork,
  least: number,
): Pick<Check, 'state' | 'says' | 'command'> {
  if (pin?.status !== 'resolved') {
    return { state: 'missing', says: 'its tag was not looked up yet', command: { project: 'npx polyregion pin' } };
  }
  const found = subnets.get(pin.id);
  if (found === undefined) {
    return { state: 'missing', says: `${pin.id} is no subnet of the VPC` };
  }
  if (found.zoneId !== zoneId) {
    return { state: 'missing', says: `${pin.id} lies in ${found.zoneId}` };
  }
  return found.freeAddresses >= least
    ? { state: 'fine', says: `${found.freeAddresses} addresses free, ${least} needed` }
    : { state: 'missing', says: `${found.freeAddresses} addresses free, ${least} needed: use a larger subnet` };
}

const objectGateway = (region: string, { hasObjectGateway }: FoundNetwork): Check => ({
  about: 'gateway endpoint of S3',
  where: region,
  ...(hasObjectGateway
    ? { state: 'fine', says: 'there' }
    : { state: 'missing', says: 'none: weights and images would pass a NAT gateway or proxy, or not arrive' }),
});

/** Prompts could leave through a route to the internet that the fleet file does not declare. */
function leadingOut({ region, network, zoneIds, mayLeadOut }: NetworkQuestion, { subnets }: FoundNetwork): Check[] {
  const open = zoneIds.filter((zoneId) => {
    const pin = network.privateSubnets[zoneId];
    return pin?.status === 'resolved' && subnets.get(pin.id)?.leadsOut === true;
  });
  return open.length === 0 || mayLeadOut
    ? []
    : [
        {
          about: 'way out',
          where: region,
          state: 'missing',
          says: `the private subnets of ${open.join(', ')} have a route to every address: declare network.internet, or remove the route`,
        },
      ];
}
