import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { coldStartReview, coldStartStages, wholeColdStart } from '../../lib/contract/cold-start';
import { metricNames, metricNamespace, stageDimensions } from '../../lib/contract/metrics';
import type { Days } from './cold-start-ratios';

const daySeconds = 24 * 3600;
const days = coldStartReview.baselineDays + 1;

/** What the agents of a cell measured on the whole days before `at`. */
export interface ColdStarts {
  /** p95, by stage. */
  readonly stages: readonly Days[];
  /** Medians of the whole. */
  readonly totals: Days;
}

export async function readColdStarts(
  client: CloudWatchClient,
  fleet: string,
  model: string,
  at: Date,
): Promise<ColdStarts> {
  const end = Math.floor(at.getTime() / 1000 / daySeconds) * daySeconds;
  const start = end - days * daySeconds;
  const query = (
    stage: (typeof coldStartStages)[number] | typeof wholeColdStart,
    statistic: string,
  ): MetricDataQuery => ({
    Id: `s_${stage}`,
    MetricStat: {
      Metric: {
        Namespace: metricNamespace,
        MetricName: metricNames.coldStartSeconds,
        Dimensions: Object.entries(stageDimensions({ fleet, model }, stage)).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: daySeconds,
      Stat: statistic,
    },
  });
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(start * 1000),
      EndTime: new Date(end * 1000),
      MetricDataQueries: [...coldStartStages.map((stage) => query(stage, 'p95')), query(wholeColdStart, 'p50')],
    },
  );
  const values = new Map<string, (number | undefined)[]>();
  for await (const { MetricDataResults = [] } of pages) {
    for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
      const found = values.get(Id) ?? Array.from<number | undefined>({ length: days });
      Timestamps.forEach((timestamp, index) => {
        found[Math.floor((timestamp.getTime() / 1000 - start) / daySeconds)] = Values[index];
      });
      values.set(Id, found);
    }
  }
  const of = (stage: string): Days => values.get(`s_${stage}`) ?? [];
  return { stages: coldStartStages.map(of), totals: of(wholeColdStart) };
}
