import { expect, test } from 'vitest';
import { readyAddresses } from '../../gateway-agent/read-clusters';

const at = (address: string, health_status: object) => ({
  address: { socket_address: { address, port_value: 8080 } },
  health_status,
});

test('an instance is ready while no check of Envoy says otherwise', () => {
  const text = JSON.stringify({
    cluster_statuses: [
      {
        name: 'cell-llama-8b',
        host_statuses: [
          at('10.0.0.1', { eds_health_status: 'HEALTHY' }),
          at('10.0.0.2', { eds_health_status: 'HEALTHY', failed_active_health_check: true }),
          at('10.0.0.3', { eds_health_status: 'HEALTHY', failed_active_health_check: true, pending_active_hc: true }),
          at('10.0.0.4', { eds_health_status: 'HEALTHY', failed_outlier_check: true }),
          at('10.0.0.5', { eds_health_status: 'HEALTHY', pending_dynamic_removal: true }),
        ],
      },
      { name: 'cell-llama-70b' },
      { name: 'through-to-us-west-2', host_statuses: [{ address: { envoy_internal_address: {} } }] },
    ],
  });

  expect([...readyAddresses(text)].map(([model, ready]) => [model, [...ready]])).toEqual([
    ['llama-8b', ['10.0.0.1', '10.0.0.4']],
    ['llama-70b', []],
  ]);
});

test.each(['', 'no JSON', '{"cluster_statuses":3}'])('what is no answer of Envoy is an error: %j', (text) => {
  expect(() => readyAddresses(text)).toThrow();
});
