import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

/** One data point of a metric of the fleet. */
export const metricDatum = (
  MetricName: string,
  Timestamp: Date,
  Value: number,
  Unit: 'None' | 'Count' | 'Seconds',
  dimensions: Readonly<Record<string, string>>,
): MetricDatum => ({
  MetricName,
  Timestamp,
  Value,
  Unit,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
