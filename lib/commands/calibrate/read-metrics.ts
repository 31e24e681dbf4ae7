import { ask } from '../../artifacts/ask';
import { metricNamespace } from '../../contract/metrics';

/** Loaded here and now: no other command pays for the SDK. */
const cloudWatchModule = () => import('@aws-sdk/client-cloudwatch');

/**
 * The limit of one GetMetricData request.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const mostQueries = 500;

export interface MetricQuery {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** For example `Sum` or `p95`. */
  readonly statistic: string;
}

/** Whole periods, by their length. */
export interface MetricSpan {
  readonly start: Date;
  readonly end: Date;
  readonly periodSeconds: number;
}

/** Milliseconds at which a period begins → its value. Empty where nothing was published. */
export type Series = ReadonlyMap<number, number>;

/** One region's metrics of the fleet. */
export interface MetricPlace {
  readonly region: string;
  /** What is read, as an error message names it, for example `the cold starts of llama-8b`. */
  readonly of: string;
}

/** A series for each query, in their order. @throws FindingError */
export async function readMetrics<T extends MetricQuery>(
  { region, of }: MetricPlace,
  queries: readonly T[],
  { start, end, periodSeconds }: MetricSpan,
): Promise<(readonly [T, Series])[]> {
  const { CloudWatchClient, GetMetricDataCommand } = await cloudWatchModule();
  const client = new CloudWatchClient({ region });
  const found = queries.map(() => new Map<number, number>());
  for (let from = 0; from < queries.length; from += mostQueries) {
    const MetricDataQueries = queries.slice(from, from + mostQueries).map(({ name, dimensions, statistic }, index) => ({
      Id: `q${from + index}`,
      MetricStat: {
        Metric: {
          Namespace: metricNamespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: statistic,
      },
    }));
    let NextToken: string | undefined;
    do {
      const answer = await ask(
        { region, action: 'cloudwatch:GetMetricData', of },
        client.send(new GetMetricDataCommand({ StartTime: start, EndTime: end, MetricDataQueries, NextToken })),
      );
      for (const { Id, Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
        const series = found[Number(Id?.slice(1))];
        Timestamps.forEach((time, index) => {
          series?.set(time.getTime(), Values[index] ?? Number.NaN);
        });
      }
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
  }
  return queries.map((query, index) => [query, found[index] ?? new Map()] as const);
}
