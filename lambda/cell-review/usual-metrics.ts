import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { usualFirstToken } from '../../lib/contract/first-token';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { metricData } from '../../programs/metric-datum';
import type { Days } from './cell-days';
import { median } from './median';

const { baselineDays, leastBaselineDays, aheadSeconds } = usualFirstToken;
const minuteSeconds = 60;

/** What is usual, for every minute until after the next run; nothing while too few days are known, and no alarm fires. */
export function usualMetrics(fleet: string, model: string, at: Date, firstTokens: Days): MetricDatum[] {
  const known = firstTokens.slice(-baselineDays).filter((value) => value !== undefined);
  if (known.length < leastBaselineDays) {
    return [];
  }
  const usual = median(known);
  const minutes = Array.from(
    { length: aheadSeconds / minuteSeconds },
    (_, minute) => new Date(at.getTime() + minute * minuteSeconds * 1000),
  );
  return minutes.flatMap((minute) =>
    metricData(
      metricDefinitions.usualTimeToFirstTokenSeconds,
      { fleet, model },
      { Timestamp: minute, Value: usual, Unit: 'Seconds' },
    ),
  );
}
