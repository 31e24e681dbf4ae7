import { error, type Finding } from '../../contract/findings';
import { check } from './check';

/** Two fleets with one domain would both own its DNS records. */
const ownDomains = check(['domain', 'environments'], ({ domain, environments }): Finding[] => {
  const taken = new Map([[domain, 'the fleet itself']]);
  return Object.entries(environments).flatMap(([name, environment]) => {
    const own = environment.domain ?? domain;
    const holder = taken.get(own);
    taken.set(own, `the environment ${name}`);
    return holder === undefined
      ? []
      : [
          error(['environments', name, 'domain'], {
            problem: `is that of ${holder}, which owns its DNS records`,
            got: own,
            expected: 'a domain of its own',
            fix: `for example domain: ${name}.${domain}`,
            source: 'docs/environments.md',
          }),
        ];
  });
});

export const environmentChecks = [ownDomains];
