import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { wholeConfiguration } from '../../lib/gateway/whole-configuration';
import { exampleConfigurations } from '../support/gateway/example-configuration';

const [[region, configuration] = []] = exampleConfigurations('local/gateway/fleet.yaml');
const [[, small] = []] = exampleConfigurations('fleets/gateway.yaml');

test('what Envoy reads of an example is as it was reviewed', async () => {
  expect(region).toBe('us-east-2');
  await expect(
    stringify(small && wholeConfiguration(small), { aliasDuplicateObjects: false, lineWidth: 0 }),
  ).toMatchFileSnapshot('reviewed/us-east-2.yaml');
});

test('no listener but those for clients and for peers has an address', () => {
  expect(configuration?.listeners.filter(({ address }) => address !== undefined).map(({ name }) => name)).toEqual([
    'clients',
    'peers',
  ]);
});

test('every cluster that a chain or a route names is there', () => {
  const names = configuration?.clusters.map(({ name }) => name) ?? [];
  const named = JSON.stringify([configuration?.clusters, configuration?.routes, configuration?.listeners]).matchAll(
    /"(?:cluster|default_cluster)":"([^"]+)"|(?:target|counted) = \\"([^"\\]+)\\"/g,
  );
  const missing = new Set([...named].map(([, a, b]) => a ?? b).filter((name) => !names.includes(name as string)));

  // It is no cluster on purpose: what is routed to it gets 503.
  expect([...missing]).toEqual(['refuse']);
});
