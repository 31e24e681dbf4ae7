import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { cellDimensions, metricNames, reasonDimensions } from '../../lib/contract/metrics';
import { metricDatum } from '../../programs/metric-datum';
import { abandoned } from './classify-launch-failure';
import type { FailedLaunch } from './read-launch-event';

/** One failed launch as data points: for the alarm of the cell, and by reason for the dashboard. */
export function launchMetrics(fleet: string, { model, at, reason }: FailedLaunch): MetricDatum[] {
  const cell = { fleet, model };
  return reason === abandoned
    ? [metricDatum(metricNames.launchesAbandoned, at, 1, 'Count', cellDimensions(cell))]
    : [
        metricDatum(metricNames.launchesFailed, at, 1, 'Count', cellDimensions(cell)),
        metricDatum(metricNames.launchesFailed, at, 1, 'Count', reasonDimensions(cell, reason)),
      ];
}
