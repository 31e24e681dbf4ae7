import type { Rule } from '../rule';
import { allowed, identityTypes } from './statements';
import { isOnEverything, wildcardReason } from './wildcard-reasons';

export const reasonedWildcardResource: Rule = {
  id: 'PR-IA2',
  title: 'a permission on every resource has a stated reason',
  why: 'without a reason, a review cannot tell a necessary * from a careless one',
  fix: 'name the resource; if the action supports no resource, add the action and the reason to lib/rules/permissions/wildcard-reasons.ts',
  types: identityTypes,
  check: (identity) =>
    allowed(identity)
      .filter(
        (statement) =>
          isOnEverything(statement) &&
          statement.actions.some((action) => wildcardReason(action, statement) === undefined),
      )
      .map(({ location }) => `${location}/Resource`),
};
