import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { coldStartReview, coldStartStages, wholeColdStart } from '../../../lib/contract/cold-start';
import { usualFirstToken } from '../../../lib/contract/first-token';
import {
  type CellDimensions,
  cellDimensions,
  metricNames,
  metricNamespace,
  stageDimensions,
} from '../../../lib/contract/metrics';
import { dimensionList } from '../../../programs/metric-datum';
import type { Days, ReadCellDays } from '../cell-days';

const daySeconds = 24 * 3600;
const days = coldStartReview.baselineDays + 1;

/** Asks for one value a day. The id names the values in the answer. */
interface DayQuery {
  readonly id: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Asks CloudWatch for the whole days, in UTC, before a moment. */
export const cellDaysReader =
  (client: CloudWatchClient): ReadCellDays =>
  async (cell, at) => {
    const end = Math.floor(at.getTime() / 1000 / daySeconds) * daySeconds;
    const start = end - days * daySeconds;
    const pages = paginateGetMetricData(
      { client },
      {
        StartTime: new Date(start * 1000),
        EndTime: new Date(end * 1000),
        MetricDataQueries: queriesOf(cell).map(metricDataQuery),
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
    const of = (id: string): Days => values.get(id) ?? [];
    return {
      stages: coldStartStages.map((stage) => of(stageId(stage))),
      totals: of(stageId(wholeColdStart)),
      firstTokens: of(firstTokensId),
    };
  };

const firstTokensId = 'firstTokens';
const stageId = (stage: string): string => `s_${stage}`;

function queriesOf(cell: CellDimensions): DayQuery[] {
  const stage = (name: (typeof coldStartStages)[number] | typeof wholeColdStart, statistic: string): DayQuery => ({
    id: stageId(name),
    name: metricNames.coldStartSeconds,
    statistic,
    dimensions: stageDimensions(cell, name),
  });
  return [
    ...coldStartStages.map((name) => stage(name, 'p95')),
    stage(wholeColdStart, 'p50'),
    {
      id: firstTokensId,
      name: metricNames.instanceTimeToFirstTokenSeconds,
      statistic: usualFirstToken.statistic,
      dimensions: cellDimensions(cell),
    },
  ];
}

const metricDataQuery = ({ id, name, statistic, dimensions }: DayQuery): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: metricNamespace,
      MetricName: name,
      Dimensions: dimensionList(dimensions),
    },
    Period: daySeconds,
    Stat: statistic,
  },
});
