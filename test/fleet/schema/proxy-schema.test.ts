import { expect, test } from 'vitest';
import { certificateAuthoritiesSchema, proxySchema } from '../../../lib/fleet/schema/proxy-schema';
import { readText } from '../../support/project-root';

test.each([
  ['http://proxy.example.com:3128', true],
  ['http://10.0.0.7:3128', true],
  ['http://proxy.example.com:99999', false],
  ['http://127.0.0.1:3128', false],
  ['http://localhost:3128', false],
  ['https://proxy.example.com:3128', false],
])('a proxy at %s is one that instances reach: %s', (url, isOne) => {
  expect(proxySchema.safeParse({ url }).success).toBe(isOne);
});

test('authorities are certificates that can be read, not only text between their lines', () => {
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(
    readText('fleets/bring-your-own.yaml').replace(/^ {4}/gm, ''),
  )?.[0] as string;

  expect(certificateAuthoritiesSchema.safeParse(pem + pem).success).toBe(true);
  expect(
    certificateAuthoritiesSchema.safeParse('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n').success,
  ).toBe(false);
  expect(certificateAuthoritiesSchema.safeParse(pem.replace('MIIB', 'MIIC')).success).toBe(false);
});
