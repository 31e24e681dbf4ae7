import { error, type Finding } from '../contract/findings';
import { fleetPlace } from '../contract/fleet-place';
import { type FleetTexts, readTexts } from './read-plan';

/** A fleet file and what lies beside it, for a command that writes into the file: an environment of it is refused. */
export function readWholeFile(written: string): FleetTexts | Finding[] {
  const refused = environmentNamed(written);
  return refused.length > 0 ? refused : readTexts(written);
}

export function environmentNamed(written: string): Finding[] {
  const { file, environment } = fleetPlace(written);
  return environment === undefined
    ? []
    : [
        error([], {
          problem: 'names an environment, and this command changes the whole fleet file',
          got: written,
          expected: file,
          fix: `leave out @${environment}`,
          source: 'docs/environments.md',
        }),
      ];
}
