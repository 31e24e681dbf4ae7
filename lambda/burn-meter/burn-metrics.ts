import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { fleetDimensions, metricNames, phaseDimensions } from '../../lib/contract/metrics';
import { metricDatum } from '../../programs/metric-datum';
import type { BurnRate } from './price-instances';

/** The burn rate as CloudWatch data points, real zeros included: silence then means that the meter is blind. */
export function burnMetrics(fleet: string, at: Date, { usdPerHourByPhase, unpriced }: BurnRate): MetricDatum[] {
  return [
    ...[...usdPerHourByPhase].map(([phase, usd]) =>
      metricDatum(metricNames.usdPerHour, at, usd, 'None', phaseDimensions(fleet, phase)),
    ),
    metricDatum(metricNames.unpricedInstances, at, unpriced.length, 'Count', fleetDimensions(fleet)),
  ];
}
