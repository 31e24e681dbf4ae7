import { expect, test } from 'vitest';
import { gatewayMetrics } from '../../gateway-agent/gateway-metrics';

const sample = {
  fleet: 'gated',
  models: ['llama-8b', 'llama-70b'],
  at: new Date(0),
  listing: {
    'llama-8b': [
      { id: 'i-1', address: '10.0.0.1', isInService: true },
      { id: 'i-2', address: '10.0.0.2', isInService: false },
    ],
    'llama-70b': [],
  },
  ready: new Map([
    ['llama-8b', new Set(['10.0.0.1', '10.0.0.2'])],
    ['llama-70b', new Set<string>()],
  ]),
  listAgeSeconds: 7,
};

const values = (
  of: typeof sample | (Omit<typeof sample, 'listing' | 'ready'> & { listing: undefined; ready: undefined }),
) =>
  gatewayMetrics(of).map(({ MetricName, Dimensions, Value }) => [
    MetricName,
    Dimensions?.find(({ Name }) => Name === 'Model')?.Value,
    Value,
  ]);

test('a gateway publishes instances in service and ready ones by cell, zeros included', () => {
  expect(values(sample)).toEqual([
    ['InstanceListAgeSeconds', undefined, 7],
    ['InstancesListed', 'llama-8b', 1],
    ['InstancesReady', 'llama-8b', 2],
    ['InstancesListed', 'llama-70b', 0],
    ['InstancesReady', 'llama-70b', 0],
  ]);
});

test('what a gateway does not know is no zero', () => {
  expect(values({ ...sample, listing: undefined, ready: undefined })).toEqual([
    ['InstanceListAgeSeconds', undefined, 7],
  ]);
});
