import { claimFindings, type Expected } from '../tokens/claim-findings';
import { parseToken } from '../tokens/parse-token';
import { signatureFindings } from '../tokens/verify-signature';
import { type Answer, type Check, judged } from './check';

/**
 * Whether a load balancer would take a token of a client, its signature included. Nothing of the token is repeated but claims
 * that are refused.
 *
 * @param keys key set of the issuer
 * @param now seconds since 1970
 */
export const tokenCheck = (text: string, expected: Expected, keys: Answer<string>, now: number): Check => ({
  isForLater: true,
  ...judged('token', '', keys, (keySet) => {
    const token = parseToken(text);
    const findings =
      'message' in token ? [token] : [...claimFindings(token, expected, now), ...signatureFindings(token, keySet)];
    return findings.length === 0
      ? { state: 'fine', says: 'a load balancer takes it' }
      : { state: 'missing', says: findings.map(({ path, message }) => `${path} ${message}`).join('; ') };
  }),
});
