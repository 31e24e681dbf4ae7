import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { DimensionSet, DimensionValues } from '../lib/contract/dimensions';
import type { MetricDefinition } from '../lib/contract/metric-definitions';
import { seriesOf } from '../lib/contract/metrics';

/** Dimensions in the form of CloudWatch's API. */
export const dimensionList = (dimensions: Readonly<Record<string, string>>): { Name: string; Value: string }[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** One data point for each series of a metric of the fleet, so that a series that is added to a definition is published. */
export const metricData = <S extends DimensionSet>(
  metric: MetricDefinition<S>,
  values: DimensionValues<S>,
  datum: Omit<MetricDatum, 'MetricName' | 'Dimensions'>,
): MetricDatum[] =>
  seriesOf(metric, values).map((dimensions) => ({
    MetricName: metric.name,
    Dimensions: dimensionList(dimensions),
    ...datum,
  }));
