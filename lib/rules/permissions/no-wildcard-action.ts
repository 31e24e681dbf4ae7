import type { Rule } from '../rule';
import { allowed, identityTypes } from './statements';

export const noWildcardAction: Rule = {
  id: 'PR-IA1',
  title: 'no identity may do everything, not even of one service',
  why: 'whatever AWS adds to the service tomorrow would be allowed as well',
  fix: 'name the actions',
  types: identityTypes,
  check: (identity) =>
    allowed(identity)
      .filter(({ actions }) => actions.some((action) => action === '*' || action.endsWith(':*')))
      .map(({ location }) => `${location}/Action`),
};
