import { jsonObject } from '../../lib/contract/json-object';

/** Payload of a token that the load balancer has verified; nobody else reaches the serving port. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

const bearer = /^bearer +[^\s.]+\.([^\s.]+)\.[^\s.]+ *$/i;

/**
 * What the token of an `Authorization` header says.
 *
 * Verifies nothing: signature, issuer, audience and expiry are the load balancer's.
 *
 * @returns undefined where there is no JSON Web Token, or none that can be read
 */
export function bearerClaims(authorization: string | undefined): VerifiedClaims | undefined {
  const payload = bearer.exec(authorization ?? '')?.[1];
  if (payload === undefined) {
    return undefined;
  }
  return jsonObject(Buffer.from(payload, 'base64url').toString('utf8'));
}

/**
 * The tenant that a verified token names. Where no token is checked there is no claim to read: a client could write any
 * tenant into a token that nothing verifies.
 *
 * A number and its digits are two tenants; anything else that a claim may hold names none.
 */
export function tenantOf(
  claims: VerifiedClaims | undefined,
  tenantClaim: string | undefined,
): string | number | undefined {
  const value =
    claims !== undefined && tenantClaim !== undefined && Object.hasOwn(claims, tenantClaim)
      ? claims[tenantClaim]
      : undefined;
  return (typeof value === 'string' && value !== '') || Number.isSafeInteger(value)
    ? (value as string | number)
    : undefined;
}
