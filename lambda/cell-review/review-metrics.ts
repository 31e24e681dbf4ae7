import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { ExpectedSeconds } from '../../lib/contract/cold-start';
import { metricDefinitions } from '../../lib/contract/metric-definitions';
import { metricData } from '../../programs/metric-datum';
import type { CellDays } from './cell-days';
import { driftRatio, regressionRatio } from './cold-start-ratios';

/** The ratios of a cell as far as they are known: without launches there are none, and no alarm fires. */
export function reviewMetrics(
  fleet: string,
  model: string,
  at: Date,
  { stages, totals }: Pick<CellDays, 'stages' | 'totals'>,
  expected: ExpectedSeconds,
): MetricDatum[] {
  const ratios = [
    [metricDefinitions.coldStartRegressionRatio, regressionRatio(stages)],
    [metricDefinitions.coldStartDriftRatio, driftRatio(totals, expected)],
  ] as const;
  return ratios.flatMap(([metric, ratio]) =>
    ratio === undefined ? [] : metricData(metric, { fleet, model }, { Timestamp: at, Value: ratio, Unit: 'None' }),
  );
}
