import { expect, test } from 'vitest';
import { endpointsFile } from '../../gateway-agent/endpoints-file';

test('Envoy is told every instance of a cell, its serving port and the port of its agent', () => {
  const listing = { 'llama-8b': [{ id: 'i-1', address: '10.0.0.1', isInService: false }], other: [] };

  expect(JSON.parse(endpointsFile('llama-8b', listing))).toEqual({
    resources: [
      {
        '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
        cluster_name: 'cell-llama-8b',
        endpoints: [
          {
            lb_endpoints: [
              {
                endpoint: {
                  address: { socket_address: { address: '10.0.0.1', port_value: 8080 } },
                  health_check_config: { port_value: 8081 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a cell of which nothing is known has no instances', () => {
  expect(JSON.parse(endpointsFile('llama-70b', {})).resources[0].endpoints).toEqual([{ lb_endpoints: [] }]);
});
