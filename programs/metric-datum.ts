import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

/** Dimensions in the form of CloudWatch's API. */
export const dimensionList = (dimensions: Readonly<Record<string, string>>): { Name: string; Value: string }[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** One data point of a metric of the fleet. */
export const metricDatum = (
  MetricName: string,
  Timestamp: Date,
  Value: number,
  Unit: 'None' | 'Count' | 'Seconds',
  dimensions: Readonly<Record<string, string>>,
): MetricDatum => ({ MetricName, Timestamp, Value, Unit, Dimensions: dimensionList(dimensions) });
