import type { MeasuredSeconds } from '../fleet/measured-seconds';

/** What CloudWatch knows of one day in one region: percentiles of a longer time cannot be had from it. */
export interface MeasuredDay {
  readonly p50Seconds: number;
  readonly p95Seconds: number;
  readonly slowestSeconds: number;
  readonly samples: number;
}

/** With fewer launches a percentile is an anecdote. Assumed. */
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
  const p50Seconds = round(weightedQuantile(days, ({ p50Seconds: seconds }) => seconds, 0.5));
  const p95Seconds = round(weightedQuantile(days, ({ p95Seconds: seconds }) => seconds, 0.95));
  const slowestSeconds = round(Math.max(...days.map((day) => day.slowestSeconds)));
  return {
    p50Seconds,
    p95Seconds: Math.max(p50Seconds, p95Seconds),
    slowestSeconds: Math.max(p50Seconds, p95Seconds, slowestSeconds),
    samples,
    until,
  };
}

/** The least value that so large a share of the samples does not exceed. */
function weightedQuantile(days: readonly MeasuredDay[], value: (day: MeasuredDay) => number, share: number): number {
  const sorted = [...days].sort((a, b) => value(a) - value(b));
  const needed = share * days.reduce((sum, { samples }) => sum + samples, 0);
  let seen = 0;
  for (const day of sorted) {
    seen += day.samples;
    if (seen >= needed) {
      return value(day);
    }
  }
  return Number.NaN;
}

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
