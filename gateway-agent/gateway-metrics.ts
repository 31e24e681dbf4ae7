import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { gatewayMetricDefinitions } from '../lib/contract/gateway-metrics';
import { metricData } from '../programs/metric-datum';
import type { Listing } from './instance-list';

export interface GatewaySample {
  readonly fleet: string;
  readonly models: readonly string[];
  readonly at: Date;
  readonly listing: Listing | undefined;
  readonly ready: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Seconds since AWS last said which instances there are, or since this program started where it never did. */
  readonly listAgeSeconds: number;
}

/** One minute of a gateway as data points. What is not known is not published: unknown is no zero. */
export function gatewayMetrics({ fleet, models, at, listing, ready, listAgeSeconds }: GatewaySample): MetricDatum[] {
  const count = (Value: number) => ({ Timestamp: at, Value, Unit: 'Count' }) as const;
  const { instancesListed, instancesReady, instanceListAgeSeconds } = gatewayMetricDefinitions;
  return [
    ...metricData(instanceListAgeSeconds, { fleet }, { Timestamp: at, Value: listAgeSeconds, Unit: 'Seconds' }),
    ...models.flatMap((model) => {
      const inService = listing?.[model]?.filter(({ isInService }) => isInService);
      const addresses = ready?.get(model);
      return [
        ...(inService === undefined ? [] : metricData(instancesListed, { fleet, model }, count(inService.length))),
        ...(addresses === undefined ? [] : metricData(instancesReady, { fleet, model }, count(addresses.size))),
      ];
    }),
  ];
}
