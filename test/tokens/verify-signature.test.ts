import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { signatureFindings } from '../../lib/tokens/verify-signature';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const keySet = (publicKey: typeof rsa.publicKey, kid = 'k1'): string =>
  JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] });

const token = {
  header: { alg: 'RS256', kid: 'k1' },
  claims: {},
  signed: 'header.claims',
  signature: sign('RSA-SHA256', Buffer.from('header.claims'), rsa.privateKey).toString('base64url'),
};

const pathsOf = (keys: string, changed: Partial<typeof token> = {}): string[] =>
  signatureFindings({ ...token, ...changed }, keys).map(({ path }) => path);

test('a signature holds under the key that the header names, and under no other', () => {
  expect(pathsOf(keySet(rsa.publicKey))).toEqual([]);
  expect(pathsOf(keySet(rsa.publicKey), { signed: 'header.others' })).toEqual(['token.signature']);
  expect(pathsOf(keySet(elliptic.publicKey))).toEqual(['token.signature']);
  expect(pathsOf(keySet(rsa.publicKey, 'k2'))).toEqual(['token.header.kid']);
});

test('what is no key set is one finding', () => {
  expect(pathsOf('<html>')).toEqual(['keys']);
  expect(pathsOf('{"keys":{}}')).toEqual(['keys']);
});

test('a key set above 150 KB is too large for a load balancer', () => {
  const padded = JSON.stringify({ ...JSON.parse(keySet(rsa.publicKey)), padding: 'x'.repeat(150_000) });

  expect(pathsOf(padded)).toEqual(['keys']);
});
