import { Aspects, type IAspect, Names } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnRole, ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';

export interface RoleRules {
  readonly permissionsBoundaryArn?: string | undefined;
  /** Begins and ends with /. */
  readonly rolePath?: string | undefined;
  readonly roleNamePrefix?: string | undefined;
}

/** AWS's limit for names of roles; instance profiles may have 128. */
const longestName = 64;

/** Makes every role and instance profile below a scope what the account demands, whichever construct makes it. */
export function applyRoleRules(scope: Construct, rules: RoleRules): void {
  if (rules.permissionsBoundaryArn !== undefined) {
    PermissionsBoundary.of(scope).apply(
      ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', rules.permissionsBoundaryArn),
    );
  }
  if (rules.rolePath !== undefined || rules.roleNamePrefix !== undefined) {
    Aspects.of(scope).add(new NamedRoles(rules));
  }
}

class NamedRoles implements IAspect {
  constructor(private readonly rules: RoleRules) {}

  visit(node: IConstruct): void {
    const { rolePath, roleNamePrefix } = this.rules;
    if (!(node instanceof CfnRole || node instanceof CfnInstanceProfile)) {
      return;
    }
    if (rolePath !== undefined) {
      node.path = rolePath;
    }
    if (roleNamePrefix !== undefined) {
      // The name of the stack is in it, so regions and fleets of an account do not meet.
      const name = `${roleNamePrefix}${Names.uniqueResourceName(node, { maxLength: longestName - roleNamePrefix.length, separator: '-' })}`;
      if (node instanceof CfnRole) {
        node.roleName = name;
      } else {
        node.instanceProfileName = name;
      }
    }
  }
}
