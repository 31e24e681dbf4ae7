import { error, type Finding } from '../../contract/findings';
import { environmentName } from '../environment-name';
import type { WrittenFleet } from '../schema';
import { check } from './check';

type Sections = Pick<WrittenFleet, 'name' | 'account' | 'domain' | 'environments'>;

const source = 'docs/environments.md';

/** What would make two fleets of one file the same in AWS. */
export const environmentFaults = (sections: Sections): Finding[] => [
  ...sharedDomains(sections),
  ...sharedStacks(sections),
];

/** Two fleets with one domain would both own its DNS records. */
const sharedDomains = ({ domain, environments }: Sections): Finding[] => {
  const owners = new Owners(domain);
  return Object.entries(environments).flatMap(([key, environment]) => {
    const own = environment.domain ?? domain;
    const owner = owners.before(own, key);
    return owner === undefined
      ? []
      : [
          error(['environments', key, 'domain'], {
            problem: `is that of ${owner}, which owns its DNS records`,
            got: own,
            expected: 'a domain of its own',
            fix: `for example domain: ${key}.${domain}`,
            source,
          }),
        ];
  });
};

/** Two fleets of one name in one account would be the same stacks: a deployment of one would change the other. */
const sharedStacks = ({ name, account, environments }: Sections): Finding[] => {
  const owners = new Owners(`${account} ${name}`);
  return Object.entries(environments).flatMap(([key, environment]) => {
    const own = environment.name ?? environmentName(name, key);
    const owner = owners.before(`${environment.account ?? account} ${own}`, key);
    return owner === undefined
      ? []
      : [
          error(['environments', key, 'name'], {
            problem: `is that of ${owner} in the same account: a deployment would change its stacks`,
            got: own,
            expected: 'a name or an account of its own',
            fix: `leave name out: it is then ${environmentName(name, key)}`,
            source,
          }),
        ];
  });
};

/** Who has something first: the fleet itself, then its environments in their order. */
class Owners {
  private readonly owners: Map<string, string>;

  constructor(ofFleet: string) {
    this.owners = new Map([[ofFleet, 'the fleet itself']]);
  }

  /** The owner that was there before, and the environment as owner from now on where there was none. */
  before(what: string, environment: string): string | undefined {
    const owner = this.owners.get(what);
    if (owner === undefined) {
      this.owners.set(what, `the environment ${environment}`);
    }
    return owner;
  }
}

export const environmentChecks = [check(['name', 'account', 'domain', 'environments'], environmentFaults)];
