import type { Resource } from '../../template/template';
import { at, isRecord, list, type Values } from '../../template/values';

/** One Allow statement of a policy. */
export interface Statement {
  readonly location: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditions: Values;
}

/** Types that hold policies of identities. */
export const identityTypes = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::Group',
];

/** Every Allow statement of an identity's own permissions. Trust policies are left out. */
export function allowed({ properties }: Resource): Statement[] {
  const documents: [string, unknown][] = [
    ['Properties/PolicyDocument', properties.PolicyDocument],
    ...list(properties.Policies).map((policy, index): [string, unknown] => [
      `Properties/Policies/${index}/PolicyDocument`,
      at(policy, 'PolicyDocument'),
    ]),
  ];
  return documents.flatMap(([location, document]) =>
    list(at(document, 'Statement')).flatMap((statement, index) =>
      isRecord(statement) && statement.Effect === 'Allow' ? [read(statement, `${location}/Statement/${index}`)] : [],
    ),
  );
}

/** NotAction and NotResource allow nearly everything, so they are read as everything. */
const read = (statement: Values, location: string): Statement => ({
  location,
  actions: 'NotAction' in statement ? ['*'] : list(statement.Action).map(String),
  resources: 'NotResource' in statement ? ['*'] : list(statement.Resource),
  conditions: isRecord(statement.Condition) ? statement.Condition : {},
});
