import { createHmac } from 'node:crypto';
import { tenantOf, type VerifiedClaims } from './bearer-claims';

export interface SaltKey {
  /** Value of the region's secret. */
  readonly secret: string;
  /** Claim that tells tenants apart; undefined where no token is checked. */
  readonly tenantClaim: string | undefined;
}

export interface SaltedRequest {
  readonly claims: VerifiedClaims | undefined;
  /** The client's own `cache_salt`, as it stands in the body. */
  readonly clientSalt: unknown;
  /** Random and never used again, 128 bits at least: the salt of a request whose tenant nobody knows. */
  readonly nonce: string;
}

/** 256 bits in base64url. */
export const leastSecretCharacters = 43;

/** Most that vLLM takes of a client. */
const longestClientSalt = 1024;

/**
 * `cache_salt` of a request: vLLM mixes it into the hash of a prompt's first block, so that only requests with the same
 * salt find each other's blocks. 43 characters, 256 bits.
 *
 * One tenant has one salt. A tenant that sends a salt divides its own cache further, and reaches nobody else's. Without a
 * tenant the request shares with none, not even with others that have none.
 *
 * @throws RangeError for a secret or nonce that is too short to be one
 * @throws TypeError for a client's salt that is no string of 1 to 1,024 characters: 400, and the message names no value
 * @see https://docs.vllm.ai/en/latest/design/prefix_caching/ Cache Isolation for Security
 */
export function cacheSalt({ secret, tenantClaim }: SaltKey, { claims, clientSalt, nonce }: SaltedRequest): string {
  if (secret.length < leastSecretCharacters) {
    throw new RangeError(
      `cache salt secret: too short, expected at least ${leastSecretCharacters} characters; deploy the region anew`,
    );
  }
  if (nonce.length < 22) {
    throw new RangeError('nonce: too short, expected at least 22 characters of base64url');
  }
  const tenant = tenantOf(claims, tenantClaim);
  const whose = tenant === undefined ? ['nobody', nonce] : ['tenant', issuerOf(claims), tenantClaim, tenant];
  // JSON keeps the parts apart: no tenant can be spelled so that it reads like another one with a salt.
  return createHmac('sha256', secret)
    .update(JSON.stringify([...whose, ownSalt(clientSalt)]))
    .digest('base64url');
}

/** The body with its salt, whatever the client had put there. */
export const withCacheSalt = (
  body: Readonly<Record<string, unknown>>,
  salt: string,
): Readonly<Record<string, unknown>> => ({ ...body, cache_salt: salt });

/** Subjects are unique to their issuer. */
const issuerOf = (claims: VerifiedClaims | undefined): string | null =>
  typeof claims?.iss === 'string' ? claims.iss : null;

function ownSalt(clientSalt: unknown): string | null {
  if (clientSalt === undefined || clientSalt === null) {
    return null;
  }
  if (typeof clientSalt !== 'string' || clientSalt === '' || clientSalt.length > longestClientSalt) {
    throw new TypeError(`cache_salt: must be a string of 1 to ${longestClientSalt} characters; leave it out`);
  }
  return clientSalt;
}
