import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cacheSalt, type SaltedRequest, type SaltKey, withCacheSalt } from '../../../agent/serving/cache-salt';

const secret = 's'.repeat(64);
const key: SaltKey = { secret, tenantClaim: 'sub' };
const nonce = 'n'.repeat(22);
const issuer = 'https://login.example.com';

const saltOf = (request: Partial<SaltedRequest> = {}, of = key): string =>
  cacheSalt(of, { claims: { iss: issuer, sub: 'tenant-a' }, clientSalt: undefined, nonce, ...request });
const ofTenant = (sub: unknown, clientSalt?: unknown): string => saltOf({ claims: { iss: issuer, sub }, clientSalt });

describe('the salt of a tenant', () => {
  test('is an HMAC of its identity under the secret of the region', () => {
    const message = JSON.stringify(['tenant', issuer, 'sub', 'tenant-a', null]);

    expect(saltOf()).toBe(createHmac('sha256', secret).update(message).digest('base64url'));
    expect(saltOf()).toMatch(/^[\w-]{43}$/);
  });

  test('is the same for every request, so that its own prompts are found', () => {
    expect(saltOf({ nonce: 'x'.repeat(22) })).toBe(saltOf());
    expect(saltOf({ claims: { sub: 'tenant-a', iss: issuer, exp: 1, scope: 'chat' } })).toBe(saltOf());
  });

  test('is another one under another secret, claim or issuer', () => {
    const others = [
      saltOf({}, { ...key, secret: 't'.repeat(64) }),
      saltOf({ claims: { iss: issuer, org: 'tenant-a' } }, { ...key, tenantClaim: 'org' }),
      saltOf({ claims: { iss: 'https://other.example.com', sub: 'tenant-a' } }),
      saltOf({ claims: { sub: 'tenant-a' } }),
    ];

    expect(new Set([saltOf(), ...others]).size).toBe(5);
  });

  test('is no tenant’s where no token is checked, whatever the token says', () => {
    const unchecked = { ...key, tenantClaim: undefined };

    expect(saltOf({}, unchecked)).not.toBe(saltOf({ nonce: 'x'.repeat(22) }, unchecked));
    expect(saltOf({}, unchecked)).not.toBe(saltOf());
  });

  test('tells a number from its digits', () => {
    expect(ofTenant(7)).not.toBe(ofTenant('7'));
    expect(ofTenant(7)).toBe(ofTenant(7));
  });

  test('is no other tenant’s, whatever either sends', () => {
    const client = fc.option(fc.string({ minLength: 1, maxLength: 40 }), { nil: undefined });
    const tenant = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(tenant, client, tenant, client, (a, saltA, b, saltB) => {
        expect(ofTenant(a, saltA) === ofTenant(b, saltB)).toBe(a === b && saltA === saltB);
      }),
    );
  });
});

describe('a client’s own salt', () => {
  test('divides the cache of its tenant', () => {
    expect(ofTenant('tenant-a', 'chat')).not.toBe(ofTenant('tenant-a'));
    expect(ofTenant('tenant-a', 'chat')).toBe(ofTenant('tenant-a', 'chat'));
  });

  test('is never trusted alone: another tenant’s salt, sent as one’s own, leads nowhere', () => {
    expect(ofTenant('tenant-b', ofTenant('tenant-a'))).not.toBe(ofTenant('tenant-a'));
    expect(ofTenant('tenant-b', 'chat')).not.toBe(ofTenant('tenant-a', 'chat'));
  });

  test('of null is none', () => {
    expect(ofTenant('tenant-a', null)).toBe(ofTenant('tenant-a'));
  });

  test.each([
    ['a number', 5],
    ['an object', { a: 1 }],
    ['nothing', ''],
    ['1,025 characters', 'x'.repeat(1025)],
  ])('of %s fails, and the message names no value', (_what, salt) => {
    expect(() => ofTenant('tenant-a', salt)).toThrow(
      new TypeError('cache_salt: must be a string of 1 to 1024 characters; leave it out'),
    );
  });

  test('of 1,024 characters is taken', () => {
    expect(ofTenant('tenant-a', 'x'.repeat(1024))).toMatch(/^[\w-]{43}$/);
  });
});

describe('a request without a tenant', () => {
  const unknown: [string, SaltedRequest['claims']][] = [
    ['no token', undefined],
    ['a token without the claim', { iss: issuer }],
    ['an empty claim', { sub: '' }],
    ['a list', { sub: ['tenant-a'] }],
    ['a fraction', { sub: 0.5 }],
    ['a number that two tenants could round to', { sub: 2 ** 53 }],
    ['null', { sub: null }],
  ];

  test.each(unknown)('(%s) shares with no other request', (_what, claims) => {
    expect(saltOf({ claims })).not.toBe(saltOf({ claims, nonce: 'x'.repeat(22) }));
    expect(saltOf({ claims })).not.toBe(saltOf());
  });

  test('cannot name itself by a property that every object has', () => {
    const inherited = { ...key, tenantClaim: 'toString' };

    expect(saltOf({ claims: {} }, inherited)).not.toBe(saltOf({ claims: {}, nonce: 'x'.repeat(22) }, inherited));
  });

  test('is not a tenant of the name of its nonce', () => {
    expect(saltOf({ claims: undefined })).not.toBe(ofTenant(nonce));
  });
});

describe('what cannot be a key fails', () => {
  test.each(['', 's'.repeat(42)])('a secret of "%s"', (short) => {
    expect(() => saltOf({}, { ...key, secret: short })).toThrow('cache salt secret: too short');
  });

  test('a nonce that could be guessed', () => {
    expect(() => saltOf({ nonce: 'n'.repeat(21) })).toThrow('nonce: too short');
  });
});

describe('the body', () => {
  test('gets the salt in place of the client’s, and stays as it was', () => {
    const body = { model: 'llama-70b', messages: [{ role: 'user', content: 'hello' }], cache_salt: 'mine' };

    expect(withCacheSalt(body, 'derived')).toEqual({ ...body, cache_salt: 'derived' });
    expect(body.cache_salt).toBe('mine');
  });
});
