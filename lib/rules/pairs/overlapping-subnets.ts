import { addressRange } from '../../contract/address-ranges';
import { ofType, type Resource, referredId } from '../../template/template';
import { type Assembly, resourceIn, stackIn } from './assembly';
import type { Change } from './changes';
import type { Effect } from './effects';

const subnet = 'AWS::EC2::Subnet';

/** Subnets whose range overlaps one that still exists: CloudFormation creates the new subnet before it deletes the old one. */
export const overlapFindings = (before: Assembly, after: Assembly, changes: readonly Change[]): Effect[] =>
  after.flatMap((stack) => {
    const old = stackIn(before, stack);
    const replaced = changes.filter(({ createOnly }) => createOnly.length > 0).map(({ after: resource }) => resource);
    const existing = old === undefined ? [] : ofType(old, subnet);
    return ofType(stack, subnet)
      .filter((one) => resourceIn(old, one.logicalId) === undefined || replaced.includes(one))
      .filter((one) => !replaced.some(({ logicalId }) => logicalId === referredId(one.properties.VpcId)))
      .flatMap((one) =>
        existing.filter((other) => overlap(one, other)).map((other): [Resource, Resource] => [one, other]),
      )
      .map(
        ([one, other]): Effect => ({
          kind: 'refused',
          stack: stack.path,
          type: subnet,
          logicalId: one.logicalId,
          why: `its range ${one.properties.CidrBlock} overlaps that of ${other.logicalId}, which still exists`,
          source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
        }),
      );
  });

function overlap(one: Resource, other: Resource): boolean {
  const [a, b] = [one, other].map(({ properties }) => addressRange(String(properties.CidrBlock)));
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}
