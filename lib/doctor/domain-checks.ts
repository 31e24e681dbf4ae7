import { type Answer, type Check, judged } from './check';

export interface HostedZone {
  /** With or without the dot at its end. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly nameServers: readonly string[];
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Whether the names of the fleet belong into its hosted zone. */
export const zoneCheck = (domain: string, id: string, answer: Answer<HostedZone | undefined>): Check =>
  judged('hosted zone', id, answer, (zone) => {
    if (zone === undefined) {
      return {
        state: 'missing',
        says: 'no such zone in this account: set hostedZoneId to one of aws route53 list-hosted-zones',
      };
    }
    const name = plain(zone.name);
    const isInside = plain(domain) === name || plain(domain).endsWith(`.${name}`);
    return isInside
      ? { state: 'fine', says: `holds ${name}` }
      : { state: 'missing', says: `holds ${name}, and ${domain} is not in it` };
  });

/**
 * Whether the internet asks the zone's own servers. Until it does, certificates are not issued and a deployment waits in vain.
 *
 * @param answer name servers that DNS gives for the zone
 */
export const delegationCheck = ({ name, nameServers }: HostedZone, answer: Answer<readonly string[]>): Check =>
  judged('delegation', plain(name), answer, (found) => {
    const own = nameServers.map(plain);
    const missing = own.filter((server) => !found.map(plain).includes(server));
    const strange = found.map(plain).filter((server) => !own.includes(server));
    return missing.length === 0 && strange.length === 0
      ? { state: 'fine', says: 'DNS names the servers of the zone' }
      : {
          state: 'missing',
          says: `DNS names ${found.length === 0 ? 'no server' : found.map(plain).join(', ')}; let the parent domain or the registrar name ${own.join(', ')}`,
          takes: 'until answers in caches expire, up to two days (assumed)',
        };
  });
