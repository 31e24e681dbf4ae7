import { error, type Finding, type Path } from '../contract/findings';

/** Where a subnet is looked for. */
export interface SubnetPlace {
  readonly vpcId: string;
  readonly zoneId: string;
}

/** The one thing that a tag names; a finding where it names none or several, because nothing says which is meant. */
export const theOnly = (
  path: Path,
  found: readonly string[],
): { readonly id: string } | { readonly finding: Finding } => {
  const [id] = found;
  return id !== undefined && found.length === 1
    ? { id }
    : {
        finding: error(path, {
          problem: found.length === 0 ? 'is a tag that nothing there has' : 'is a tag that several have',
          got: found.length === 0 ? undefined : found.join(', '),
          expected: 'a tag that exactly one has',
          fix: 'correct the tag, or state the id; the tags of a VPC that another account shares are not visible',
          source: 'docs/bring-your-own.md',
        }),
      };
};
