import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { tokenCheck } from '../../lib/doctor/token-check';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] });
const issuer = 'https://login.example.com';
const now = 1_800_000_000;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as issuers send it, valid for an hour. */
function token(claims: object = {}): string {
  const signed = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ iss: issuer, exp: now + 3600, ...claims })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

const check = (text: string, keys = keySet) => tokenCheck(text, { issuer, requiredClaims: [] }, { value: keys }, now);

test('a token that its issuer has signed is fine', () => {
  expect(check(`Bearer ${token()}\n`)).toEqual({
    about: 'token',
    where: '',
    state: 'fine',
    says: 'a load balancer takes it',
    isForLater: true,
  });
});

test('one that is over, of another issuer or signed by another key is not', () => {
  expect(check(token({ exp: now - 1 }))).toMatchObject({
    state: 'missing',
    says: expect.stringMatching(/^token\.exp is over/),
  });
  expect(check(token({ iss: `${issuer}/` })).says).toMatch(/^token\.iss is another issuer/);
  expect(check(token().replace(/.{8}$/, 'AAAAAAAA')).says).toMatch(/^token\.signature/);
});

test('what is no token is not repeated', () => {
  expect(check('sk-secret-key')).toMatchObject({ state: 'missing', says: expect.not.stringContaining('sk-secret') });
});

test('without an answer of the issuer nothing is known of its signature', () => {
  const unanswered = { level: 'error', path: issuer, message: 'does not answer', source: 'test' } as const;

  expect(tokenCheck(token(), { issuer, requiredClaims: [] }, { unanswered }, now).state).toBe('unknown');
});
