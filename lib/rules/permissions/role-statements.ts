import { ofType, type Resource, referredId, type StackTemplate } from '../../template/template';
import { list } from '../../template/values';
import { allowed, type Statement } from './statements';

/** A role with all its permissions, from every policy in the template. */
export interface RoleStatements {
  readonly role: Resource;
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly unknown[];
}

export function roleStatements(template: StackTemplate): RoleStatements[] {
  const policies = [...ofType(template, 'AWS::IAM::Policy'), ...ofType(template, 'AWS::IAM::ManagedPolicy')];
  return ofType(template, 'AWS::IAM::Role').map((role) => ({
    role,
    statements: [
      ...allowed(role),
      ...policies
        .filter(({ properties }) => list(properties.Roles).some((name) => referredId(name) === role.logicalId))
        .flatMap(allowed),
    ],
    managedPolicies: list(role.properties.ManagedPolicyArns),
  }));
}
