import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { fleetDimensions, metricNames, phaseDimensions } from '../../lib/contract/metrics';
import type { BurnRate } from './price-instances';

/** The burn rate as CloudWatch data points, real zeros included: silence then means that the meter is blind. */
export function burnMetrics(fleet: string, at: Date, { usdPerHourByPhase, unpriced }: BurnRate): MetricDatum[] {
  const datum = (
    name: string,
    value: number,
    unit: 'None' | 'Count',
    dimensions: Record<string, string>,
  ): MetricDatum => ({
    MetricName: name,
    Timestamp: at,
    Value: value,
    Unit: unit,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  });
  return [
    ...[...usdPerHourByPhase].map(([phase, usd]) =>
      datum(metricNames.usdPerHour, usd, 'None', phaseDimensions(fleet, phase)),
    ),
    datum(metricNames.unpricedInstances, unpriced.length, 'Count', fleetDimensions(fleet)),
  ];
}
