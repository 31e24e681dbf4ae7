import { expect, test } from 'vitest';
import { issuerCheck, keySetCheck } from '../../lib/doctor/issuer-checks';

const issuer = 'https://login.example.com';
const keys = `${issuer}/.well-known/jwks.json`;
const state = (document: string): string => issuerCheck(issuer, keys, { value: document }).state;

test('an issuer must call itself as the fleet file does, slash included, and name the same keys', () => {
  expect(state(JSON.stringify({ issuer, jwks_uri: keys }))).toBe('fine');
  expect(state(JSON.stringify({ issuer: `${issuer}/`, jwks_uri: keys }))).toBe('missing');
  expect(state(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }))).toBe('missing');
  expect(state('<html>')).toBe('missing');
});

// At most ten keys: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html
test('a key set with more keys than a load balancer reads is missing one that it can read', () => {
  const set = (count: number) =>
    JSON.stringify({ keys: Array(count).fill({ kty: 'RSA', kid: 'k', n: 'AQAB', e: 'AQAB' }) });

  expect(keySetCheck(keys, { value: set(10) })).toMatchObject({ state: 'fine', says: '10 RSA keys' });
  expect(keySetCheck(keys, { value: set(11) }).state).toBe('missing');
  expect(keySetCheck(keys, { value: '{}' }).state).toBe('missing');
});
