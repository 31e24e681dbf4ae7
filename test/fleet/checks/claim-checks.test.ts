import { expect, test } from 'vitest';
import { chatFleetText, edit, load } from '../../support/fleets';

const inside = edit(
  chatFleetText(),
  'access: { jwtIssuer: https://login.example.com, audience: assistant }',
  'access: { private: { clientCidrs: [10.64.0.0/12] } }\nnetwork: { vpcCidrs: { us-east-1: 10.0.0.0/16, us-west-2: 10.1.0.0/16 } }',
);

const aboutPrefixes = (text: string) => load(text).findings.filter(({ path }) => path.includes('prefixReuseRatio'));

test('a share of cached prompts does not hold where no token names a tenant', () => {
  const stated = edit(inside, '    maxInputTokens: 8192', '    prefixReuseRatio: 0.3\n    maxInputTokens: 8192');
  const byShape = edit(inside, 'shape: realtime-assistant', 'shape: retrieval-analytics');

  expect(aboutPrefixes(inside)).toEqual([]);
  expect(aboutPrefixes(stated)[0]?.message).toContain('does not hold: no token names a tenant, got 0.3, expected 0');
  expect(aboutPrefixes(byShape)[0]?.message).toContain(
    'is missing, and the default of retrieval-analytics, 0.2, does not hold: no token names a tenant',
  );
  expect(
    aboutPrefixes(edit(byShape, '    maxInputTokens: 8192', '    prefixReuseRatio: 0\n    maxInputTokens: 8192')),
  ).toEqual([]);
});
