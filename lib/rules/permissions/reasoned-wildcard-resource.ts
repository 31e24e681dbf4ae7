import type { Rule } from '../rule';
import { allowed, identityTypes } from './statements';
import { isOnEverything, wildcardReason } from './wildcard-reasons';

export const reasonedWildcardResource: Rule = {
  id: 'PR-IA2',
  title: 'no permission on every resource without its reason',
  why: 'a * that nobody has to defend spreads',
  fix: 'name the resource; where the action knows none, add it with the reason to lib/rules/permissions/wildcard-reasons.ts',
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
