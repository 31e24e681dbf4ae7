import { ask } from '../artifacts/ask';
import { coldStartStages, wholeColdStart } from '../contract/cold-start';
import { metricNames, metricNamespace, stageDimensions } from '../contract/metrics';
import type { MeasuredDay } from '../plan/combine-days';

/** Loaded here and now: no other command pays for the SDK. */
const cloudWatchModule = () => import('@aws-sdk/client-cloudwatch');

const daySeconds = 24 * 3600;
const statistics = { p50: 'p50Seconds', p95: 'p95Seconds', Maximum: 'slowestSeconds', SampleCount: 'samples' } as const;

export interface MeasuredSpan {
  /** Midnight in UTC after the last day. */
  readonly end: Date;
  readonly days: number;
}

/** The days of every stage of a cell's cold starts, as its agents published them. @throws FindingError */
export async function readColdStartDays(
  region: string,
  cell: { readonly fleet: string; readonly model: string },
  { end, days }: MeasuredSpan,
): Promise<Map<string, MeasuredDay[]>> {
  const { CloudWatchClient, GetMetricDataCommand } = await cloudWatchModule();
  const client = new CloudWatchClient({ region });
  const stages = [...coldStartStages, wholeColdStart] as const;
  const queries = stages.flatMap((stage) =>
    Object.keys(statistics).map((statistic) => ({
      Id: `${stage}_${statistic}`.toLowerCase(),
      Label: `${stage} ${statistic}`,
      MetricStat: {
        Metric: {
          Namespace: metricNamespace,
          MetricName: metricNames.coldStartSeconds,
          Dimensions: Object.entries(stageDimensions(cell, stage)).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: daySeconds,
        Stat: statistic,
      },
    })),
  );
  const found = new Map<string, Map<number, Partial<Record<keyof MeasuredDay, number>>>>();
  let NextToken: string | undefined;
  do {
    const answer = await ask(
      { region, action: 'cloudwatch:GetMetricData', of: `the cold starts of ${cell.model}` },
      client.send(
        new GetMetricDataCommand({
          StartTime: new Date(end.getTime() - days * daySeconds * 1000),
          EndTime: end,
          MetricDataQueries: queries,
          NextToken,
        }),
      ),
    );
    for (const { Id, Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const [stage = '', statistic = ''] = queries.find((query) => query.Id === Id)?.Label.split(' ') ?? [];
      const byDay = found.get(stage) ?? new Map<number, Partial<Record<keyof MeasuredDay, number>>>();
      Timestamps.forEach((day, index) => {
        const key = statistics[statistic as keyof typeof statistics];
        byDay.set(day.getTime(), { ...byDay.get(day.getTime()), [key]: Values[index] });
      });
      found.set(stage, byDay);
    }
    ({ NextToken } = answer);
  } while (NextToken !== undefined);
  return new Map([...found].map(([stage, byDay]) => [stage, [...byDay.values()].filter(isWhole)]));
}

const isWhole = (day: Partial<Record<keyof MeasuredDay, number>>): day is MeasuredDay =>
  Object.values(statistics).every((key) => day[key] !== undefined);
