import type { MeasuredSeconds } from '../../fleet/measured-seconds';
import { weightedQuantile } from './weighted-quantile';

/** CloudWatch's statistics of one day in one region; it gives no percentiles of a longer time. */
export interface MeasuredDay {
  readonly p50Seconds: number;
  readonly p95Seconds: number;
  readonly slowestSeconds: number;
  readonly samples: number;
}

/** With fewer launches a percentile is not reliable. Assumed. */
export const leastSamples = 5;

/**
 * Days and regions taken together: the median of their medians and the p95 of their p95, each day weighing as many
 * launches as it had. On days with few launches that is on the slow side. Undefined with too few launches.
 */
export function combineDays(days: readonly MeasuredDay[], until: string): MeasuredSeconds | undefined {
  const samples = days.reduce((sum, day) => sum + day.samples, 0);
  if (samples < leastSamples) {
    return undefined;
  }
  const p50Seconds = round(weightedQuantile(days, { value: (day) => day.p50Seconds, weight, share: 0.5 }));
  const p95Seconds = round(weightedQuantile(days, { value: (day) => day.p95Seconds, weight, share: 0.95 }));
  const slowestSeconds = round(Math.max(...days.map((day) => day.slowestSeconds)));
  return {
    p50Seconds,
    p95Seconds: Math.max(p50Seconds, p95Seconds),
    slowestSeconds: Math.max(p50Seconds, p95Seconds, slowestSeconds),
    samples,
    until,
  };
}

const weight = ({ samples }: MeasuredDay): number => samples;

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
