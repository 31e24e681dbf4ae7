import { expect, test } from 'vitest';
import { environmentChecks } from '../../../lib/fleet/checks/environment-checks';

type Given = Parameters<(typeof environmentChecks)[0]['run']>[0];

const paths = (environments: Record<string, { domain?: string }>): string[] =>
  environmentChecks
    .flatMap(({ run }) => run({ domain: 'ai.example.com', environments } as unknown as Given, {} as never))
    .map(({ path }) => path);

test('two fleets never share a domain', () => {
  expect(paths({ staging: { domain: 'staging.ai.example.com' } })).toEqual([]);
  expect(paths({ staging: {} })).toEqual(['environments.staging.domain']);
  expect(paths({ one: { domain: 'x.example.com' }, two: { domain: 'x.example.com' } })).toEqual([
    'environments.two.domain',
  ]);
});
