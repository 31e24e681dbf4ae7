import type { Rule } from '../rule';
import { allowed, identityTypes } from './statements';

export const noWildcardAction: Rule = {
  id: 'PR-IA1',
  title: 'no identity is allowed every action, in general or of one service',
  why: 'every action that AWS adds to the service later would be allowed too',
  fix: 'name the actions',
  types: identityTypes,
  check: (identity) =>
    allowed(identity)
      .filter(({ actions }) => actions.some((action) => action === '*' || action.endsWith(':*')))
      .map(({ location }) => `${location}/Action`),
};
