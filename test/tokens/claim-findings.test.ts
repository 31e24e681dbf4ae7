import { describe, expect, test } from 'vitest';
import type { RequiredClaim } from '../../lib/contract/token-claims';
import { claimFindings } from '../../lib/tokens/claim-findings';

const now = Date.UTC(2026, 10, 27) / 1000;
const hour = 3600;

/** A token of an issuer, as its documentation shows one, with its times set around now. */
const tokenOf = (claims: Readonly<Record<string, unknown>>, header: Readonly<Record<string, unknown>> = {}) => ({
  header: { alg: 'RS256', kid: 'k1', ...header },
  claims: { exp: now + hour, iat: now - hour, sub: 'u1', ...claims },
  signed: '',
  signature: '',
});

const audience = (value: string, format: RequiredClaim['format'] = 'single-string'): RequiredClaim => ({
  name: 'aud',
  value,
  format,
});

const messages = (token: ReturnType<typeof tokenOf>, issuer: string, ...requiredClaims: RequiredClaim[]): string[] =>
  claimFindings(token, { issuer, requiredClaims }, now).map(({ path, message }) => `${path}: ${message}`);

/** The shapes of access tokens are those of the issuers' documentation, which docs/tokens.md names. */
const shapes = [
  {
    issuer: 'https://dev-1.okta.com/oauth2/default',
    claims: { aud: 'api://default', cid: 'c1', scp: ['chat'] },
    required: audience('api://default'),
  },
  {
    issuer: 'https://login.microsoftonline.com/t1/v2.0',
    claims: { aud: '6e74172b', ver: '2.0', azp: 'c1' },
    required: audience('6e74172b'),
  },
  {
    issuer: 'https://tenant.auth0.com/',
    claims: { aud: 'https://assistant', azp: 'c1' },
    required: audience('https://assistant'),
  },
  {
    issuer: 'https://tenant.auth0.com/',
    claims: { aud: ['https://assistant', 'https://tenant.auth0.com/userinfo'] },
    required: audience('https://assistant', 'string-array'),
  },
  {
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x',
    claims: { client_id: 'c1', token_use: 'access' },
    required: { name: 'client_id', value: 'c1', format: 'single-string' },
  },
  { issuer: 'https://sso.example.com/realms/r', claims: { aud: 'account', azp: 'c1' }, required: audience('account') },
  {
    issuer: 'https://sso.example.com/realms/r',
    claims: { scope: 'profile inference' },
    required: { name: 'scope', value: 'inference', format: 'space-separated-values' },
  },
] as const;

describe('what a load balancer says of a token', () => {
  test.each(shapes)('takes $claims of $issuer', ({ issuer, claims, required }) => {
    expect(messages(tokenOf({ iss: issuer, ...claims }), issuer, required)).toEqual([]);
  });

  test.each([
    {
      what: 'a list where a text is required',
      claims: { aud: ['a', 'b'] },
      required: audience('a'),
      says: 'token.aud: is written as string-array, got ["a","b"], expected "a" as single-string; set access.audienceFormat: string-array',
    },
    {
      what: 'a text where a list is required',
      claims: { aud: 'a' },
      required: audience('a', 'string-array'),
      says: 'token.aud: is written as single-string',
    },
    { what: 'no audience', claims: {}, required: audience('a'), says: 'client_id for Amazon Cognito' },
    {
      what: 'another audience',
      claims: { aud: 'b' },
      required: audience('a'),
      says: 'token.aud: does not hold the required value, got "b"',
    },
    {
      what: 'an expiry that has passed',
      claims: { exp: now },
      says: 'token.exp: is over, got "2026-11-27T00:00:00.000Z"',
    },
    { what: 'no expiry', claims: { exp: undefined }, says: 'token.exp: is missing' },
    { what: 'an expiry beyond every date', claims: { exp: -1e30 }, says: 'token.exp: is over' },
    { what: 'a time before which it is not valid', claims: { nbf: now + 1 }, says: 'token.nbf: is not reached yet' },
    { what: 'a time of issue in the future', claims: { iat: now + 1 }, says: 'token.iat: lies in the future' },
    { what: 'another issuer', claims: { iss: 'https://b.example.com' }, says: 'token.iss: is another issuer' },
    {
      what: 'a slash at the end of the issuer',
      claims: { iss: 'https://a.example.com/' },
      says: 'the slash at the end counts: set access.jwtIssuer to https://a.example.com/',
    },
  ])('refuses $what', ({ claims, required, says }) => {
    const issuer = 'https://a.example.com';
    const found = messages(tokenOf({ iss: issuer, ...claims }), issuer, ...(required === undefined ? [] : [required]));

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });

  test('refuses another algorithm than RS256', () => {
    const issuer = 'https://a.example.com';

    expect(messages(tokenOf({ iss: issuer }, { alg: 'ES256' }), issuer)).toEqual([
      expect.stringContaining('token.header.alg: is an algorithm that a load balancer does not verify, got "ES256"'),
    ]);
  });
});
