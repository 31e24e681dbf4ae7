import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { abandoned } from '../../lib/contract/classify-launch-failure';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { metricData } from '../../programs/metric-datum';
import type { FailedLaunch } from './read-launch-event';

/** One failed launch as data points: for the alarm of the cell, and by reason for the dashboard. */
export function launchMetrics(fleet: string, { model, at, reason }: FailedLaunch): MetricDatum[] {
  const cell = { fleet, model };
  const one = { Timestamp: at, Value: 1, Unit: 'Count' } as const;
  return reason === abandoned
    ? metricData(metricDefinitions.launchesAbandoned, cell, one)
    : metricData(metricDefinitions.launchesFailed, { ...cell, reason }, one);
}
