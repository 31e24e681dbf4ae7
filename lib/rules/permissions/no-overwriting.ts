import { at } from '../../template/values';
import type { Rule } from '../rule';
import { allowed, identityTypes, type Statement } from './statements';

const createsOnly = ({ conditions }: Statement): boolean => String(at(conditions, 'Null.s3:if-none-match')) === 'false';

/** Wider wildcards already break PR-IA1. */
const writes = ({ actions }: Statement): boolean => actions.some((action) => /^s3:Put(\*|Object\*?)$/.test(action));

export const noOverwriting: Rule = {
  id: 'PR-IA3',
  title: 'an identity that writes objects cannot overwrite one',
  why: 'an attacker on one instance could otherwise replace code or weights that the rest of the fleet reads',
  fix: 'allow s3:PutObject under the condition Null: { "s3:if-none-match": "false" }, and write with If-None-Match: *',
  types: identityTypes,
  check: (identity) =>
    allowed(identity)
      .filter((statement) => writes(statement) && !createsOnly(statement))
      .map(({ location }) => `${location}/Action`),
};
