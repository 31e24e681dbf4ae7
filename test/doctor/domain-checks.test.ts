import { expect, test } from 'vitest';
import { delegationCheck, zoneCheck } from '../../lib/doctor/domain-checks';

const zone = { name: 'ai.example.com.', isPrivate: false, nameServers: ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.co.uk'] };

test.each([
  ['ai.example.com', 'fine'],
  ['eu.AI.example.com', 'fine'],
  ['bai.example.com', 'missing'],
  ['example.com', 'missing'],
])('the domain %s in a zone ai.example.com is %s', (domain, expected) => {
  expect(zoneCheck(domain, 'Z1', { value: zone }).state).toBe(expected);
});

test('a zone that the account does not have is missing', () => {
  expect(zoneCheck('ai.example.com', 'Z1', { value: undefined }).state).toBe('missing');
});

test.each([
  ['the same in another order', ['NS-2.awsdns-02.co.uk.', 'ns-1.awsdns-01.org'], 'fine'],
  ['one of two', ['ns-1.awsdns-01.org'], 'missing'],
  ['those of another zone of that name', ['ns-8.awsdns-08.org', 'ns-9.awsdns-09.com'], 'missing'],
  ['one more', ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.co.uk', 'ns.registrar.net'], 'missing'],
  ['none', [], 'missing'],
])('a delegation to %s', (_, found, expected) => {
  expect(delegationCheck(zone, { value: found }).state).toBe(expected);
});
