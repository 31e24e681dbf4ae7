import { type Assembly, keyOf, placed, resourceIn, stackIn } from './assembly';
import type { Change } from './changes';
import type { Effect } from './effects';
import { outputValue, references } from './references';

/**
 * Types that EC2 does not delete while a network interface or another resource is in them. What only reads a name, such as an
 * alarm on a target group, holds nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html
 */
const holding: readonly string[] = ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup', 'AWS::EC2::VPC'];

/** Resources that go while another stack, which is deployed later, still runs on them. */
export function heldFindings(before: Assembly, after: Assembly, changes: readonly Change[]): Effect[] {
  const read = new Set(
    placed(before).flatMap(({ stack, resource }) =>
      references(resource.properties).flatMap((one) => {
        const producer =
          one.of === 'output'
            ? before.find(({ path, region }) => path === one.stackName && region === stack.region)
            : undefined;
        return producer === undefined || one.of !== 'output'
          ? []
          : references(outputValue(producer, one.outputName)).flatMap((inner) =>
              inner.of === 'resource' ? [keyOf(producer, inner.logicalId)] : [],
            );
      }),
    ),
  );
  const replaced = new Set(
    changes
      .filter(({ createOnly }) => createOnly.length > 0)
      .map(({ stack, after: { logicalId } }) => keyOf(stack, logicalId)),
  );
  return placed(before).flatMap(({ stack, resource: { type, logicalId } }): Effect[] => {
    const next = stackIn(after, stack);
    const goes =
      next !== undefined && (resourceIn(next, logicalId) === undefined || replaced.has(keyOf(stack, logicalId)));
    return goes && holding.includes(type) && read.has(keyOf(stack, logicalId))
      ? [
          {
            kind: 'refused',
            stack: stack.path,
            type,
            logicalId,
            why: 'it is deleted while resources of another stack are still in it',
            source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html',
          },
        ]
      : [];
  });
}
