import { expect, test } from 'vitest';
import { environmentFaults } from '../../../lib/fleet/checks/environment-checks';

type Environments = Parameters<typeof environmentFaults>[0]['environments'];

const paths = (environments: Record<string, { domain?: string; name?: string; account?: string }>): string[] =>
  environmentFaults({
    name: 'assistant',
    account: '111122223333',
    domain: 'ai.example.com',
    environments: environments as Environments,
  }).map(({ path }) => path);

test('two fleets never share a domain', () => {
  expect(paths({ staging: { domain: 'staging.ai.example.com' } })).toEqual([]);
  expect(paths({ staging: {} })).toEqual(['environments.staging.domain']);
  expect(paths({ one: { domain: 'x.example.com' }, two: { domain: 'x.example.com' } })).toEqual([
    'environments.two.domain',
  ]);
});

test('two fleets never share the stacks of one account', () => {
  const domain = 'staging.ai.example.com';

  expect(paths({ staging: { domain, name: 'assistant' } })).toEqual(['environments.staging.name']);
  expect(paths({ staging: { domain, name: 'assistant', account: '444455556666' } })).toEqual([]);
  expect(paths({ a: { domain, name: 'same' }, b: { domain: 'b.example.com', name: 'same' } })).toEqual([
    'environments.b.name',
  ]);
});
