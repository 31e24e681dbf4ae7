import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { cellDimensions, metricNames } from '../../lib/contract/metrics';
import { profileAge } from '../../lib/contract/profile';
import { metricDatum } from '../../programs/metric-datum';

const dayMilliseconds = 24 * 3600 * 1000;

/** Age in days of the profile of a cell's model, by its date in the measured file; ten years where the model was never profiled. */
export const profileMetrics = (
  fleet: string,
  model: string,
  at: Date,
  profiledOn: string | undefined,
): MetricDatum[] => [
  metricDatum(
    metricNames.profileAgeDays,
    at,
    profiledOn === undefined
      ? profileAge.neverDays
      : Math.max(0, Math.floor((at.getTime() - Date.parse(profiledOn)) / dayMilliseconds)),
    'Count',
    cellDimensions({ fleet, model }),
  ),
];
