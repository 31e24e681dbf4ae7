import { expect, test } from 'vitest';
import { readinessStatus } from '../../gateway-agent/readiness';

const parameters = {
  workloads: [
    { hostNames: ['chat.us.ai.example.com', 'us-east-2.chat.us.ai.example.com'], model: 'llama-8b' },
    { hostNames: ['documents.us.ai.example.com'], model: 'llama-70b' },
  ],
};
const ready = new Map([
  ['llama-8b', new Set(['10.0.0.1'])],
  ['llama-70b', new Set<string>()],
]);
const well = { isLeaving: false, isEnvoyReady: true, ready };

test.each([
  ['the load balancer, while Envoy is ready', '10.0.0.9:8081', well, 200],
  [
    'the load balancer, while no instance is ready: the gateway itself works',
    '10.0.0.9:8081',
    { ...well, ready: new Map() },
    200,
  ],
  ['the load balancer, while Envoy is not ready', '10.0.0.9:8081', { ...well, isEnvoyReady: false }, 503],
  ['the load balancer, while the gateway leaves', '10.0.0.9:8081', { ...well, isLeaving: true }, 503],
  ['DNS, about a workload with a ready instance', 'chat.us.ai.example.com', well, 200],
  ['DNS, about it under the name of the region', 'US-EAST-2.chat.us.ai.example.com:443', well, 200],
  ['DNS, about a workload without one', 'documents.us.ai.example.com', well, 503],
  ['DNS, while nothing is known of instances', 'chat.us.ai.example.com', { ...well, ready: undefined }, 503],
  ['a client without a host', undefined, well, 200],
])('a gateway tells %s', (_who, host, readiness, status) => {
  expect(readinessStatus(parameters, readiness, host)).toBe(status);
});
