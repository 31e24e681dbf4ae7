import type { MetricDefinition } from './metric-definitions';

/** What gateways publish. Only fleets with gateways have these metrics. */
export const gatewayMetricDefinitions = {
  /** Every minute, per gateway: instances of the cell whose agents say that they are ready. Real zeros, never gaps. */
  instancesReady: { name: 'InstancesReady', publisher: 'gateway-agent', series: [{ by: 'cell', when: 'always' }] },
  /** Every minute, per gateway: instances of the cell that Auto Scaling counts as in service. */
  instancesListed: { name: 'InstancesListed', publisher: 'gateway-agent', series: [{ by: 'cell', when: 'always' }] },
  /** Every minute, per gateway: seconds since AWS last told it which instances there are. */
  instanceListAgeSeconds: {
    name: 'InstanceListAgeSeconds',
    publisher: 'gateway-agent',
    series: [{ by: 'fleet', when: 'always' }],
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
