import { describe, expect, test } from 'vitest';
import { bearerClaims } from '../../../agent/serving/bearer-claims';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (payload: unknown): string => `${part({ alg: 'RS256' })}.${part(payload)}.c2lnbmF0dXJl`;

describe('a bearer token', () => {
  test.each(['Bearer', 'bearer', 'BEARER'])('%s is read', (scheme) => {
    expect(bearerClaims(`${scheme} ${token({ sub: 'käthe', tenant: 7 })}`)).toEqual({ sub: 'käthe', tenant: 7 });
  });

  test.each<[string, string | undefined]>([
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', `Basic ${token({ sub: 'a' })}`],
    ['an opaque token', 'Bearer 0123456789abcdef'],
    ['two parts', `Bearer ${part({})}.${part({ sub: 'a' })}`],
    ['four parts', `Bearer ${token({ sub: 'a' })}.more`],
    ['a second token', `Bearer ${token({ sub: 'a' })} ${token({ sub: 'b' })}`],
    ['a payload that is no JSON', 'Bearer e30.bm90IGpzb24.c2ln'],
    ['a payload that is a list', `Bearer ${token(['sub'])}`],
    ['a payload that is null', `Bearer ${token(null)}`],
  ])('is not read from %s', (_what, header) => {
    expect(bearerClaims(header)).toBeUndefined();
  });
});
