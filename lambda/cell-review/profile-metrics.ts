import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { profileAge } from '../../lib/contract/profile';
import { metricData } from '../../programs/metric-datum';

const dayMilliseconds = 24 * 3600 * 1000;

/** Age in days of the profile of a cell's model, by its date in the measured file; ten years where the model was never profiled. */
export const profileMetrics = (fleet: string, model: string, at: Date, profiledOn: string | undefined): MetricDatum[] =>
  metricData(
    metricDefinitions.profileAgeDays,
    { fleet, model },
    {
      Timestamp: at,
      Value:
        profiledOn === undefined
          ? profileAge.neverDays
          : Math.max(0, Math.floor((at.getTime() - Date.parse(profiledOn)) / dayMilliseconds)),
      Unit: 'Count',
    },
  );
