import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { metricData } from '../../programs/metric-datum';
import type { BurnRate } from './price-instances';

/** The burn rate as CloudWatch data points, real zeros included: silence then means that the meter is blind. */
export function burnMetrics(fleet: string, at: Date, { usdPerHourByPhase, unpriced }: BurnRate): MetricDatum[] {
  return [
    ...[...usdPerHourByPhase].flatMap(([phase, usd]) =>
      metricData(metricDefinitions.usdPerHour, { fleet, phase }, { Timestamp: at, Value: usd, Unit: 'None' }),
    ),
    ...metricData(
      metricDefinitions.unpricedInstances,
      { fleet },
      { Timestamp: at, Value: unpriced.length, Unit: 'Count' },
    ),
  ];
}
