import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The id that a pin holds, or undefined while it is unresolved. */
export type PinnedId = string | undefined;

/**
 * A value that the lock file pins. While it is unresolved it is a parameter without default, so that the deployment
 * itself refuses and no template holds an invented id.
 */
export function pinnedValue(
  scope: Construct,
  id: string,
  pinned: PinnedId,
  form: { type?: string; allowedPattern?: string },
): string {
  return (
    pinned ??
    new CfnParameter(scope, id, { ...form, description: `${id}: unresolved in the fleet's lock file` }).valueAsString
  );
}
