import { expect, test } from 'vitest';
import { chatFleetText, edit, load } from '../../support/fleets';

const adapter = (name: string, more = ''): string => `{ name: ${name}, rank: 16, sha256: "${'a'.repeat(64)}"${more} }`;

const withAdapters = (...adapters: readonly string[]): string =>
  edit(
    chatFleetText(),
    '    tensorParallel: 4',
    `    tensorParallel: 4\n    engine: { loraAdapters: [${adapters.join(', ')}] }`,
  );

test('adapters with names of their own are taken, for some tenants or for all', () => {
  const { fleet } = load(withAdapters(adapter('legal', ', tenants: [acme]'), adapter('sales')));

  expect(fleet?.models[0]?.engine.loraAdapters).toMatchObject([
    { name: 'legal', tenants: ['acme'] },
    { name: 'sales' },
  ]);
});

test('fails with two adapters of one name', () => {
  expect(load(withAdapters(adapter('legal'), adapter('legal'))).findings).toMatchObject([
    {
      level: 'error',
      path: 'models[0].engine.loraAdapters[1].name',
      message: expect.stringContaining('is taken by another adapter of the model, got "legal"'),
    },
  ]);
});

test('fails with tenants where no token tells them apart', () => {
  const text = edit(
    withAdapters(adapter('legal', ', tenants: [acme]')),
    'access: { jwtIssuer: https://login.example.com, audience: assistant }',
    'access: { private: { clientCidrs: [10.64.0.0/12] } }\nnetwork: { vpcCidrs: { us-east-1: 10.0.0.0/16, us-west-2: 10.1.0.0/16 } }',
  );

  expect(load(text).findings.filter(({ level }) => level === 'error')).toMatchObject([
    {
      path: 'models[0].engine.loraAdapters[0].tenants',
      message: expect.stringContaining('cannot be told apart: clients of the fleet need no token'),
    },
  ]);
});
