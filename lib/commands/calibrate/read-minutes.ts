import { cellDimensions, instanceTypeDimensions, metricNames } from '../../contract/metrics';
import type { MeasuredMinute } from '../../plan/measured/combine-minutes';
import type { CellOfTypes } from './read-cold-starts';
import { type MetricQuery, type MetricSpan, readMetrics, type Series } from './read-metrics';

/** CloudWatch keeps minutes for 15 days, and today is not over. */
export const mostMinuteDays = 14;

const daySeconds = 24 * 3600;

/** Every minute of the cell in which all of its instances were of one type, by that type. @throws FindingError */
export async function readMinutes(
  region: string,
  cell: CellOfTypes,
  { start, end }: Pick<MetricSpan, 'start' | 'end'>,
  dayRead: () => void,
): Promise<Map<string, MeasuredMinute[]>> {
  const byType = new Map<string, MeasuredMinute[]>(cell.instanceTypes.map((type) => [type, []]));
  for (let day = start.getTime(); day < end.getTime(); day += daySeconds * 1000) {
    const span = { start: new Date(day), end: new Date(day + daySeconds * 1000), periodSeconds: 60 };
    const read = await readMetrics({ region, of: `the minutes of ${cell.model}` }, queries(cell), span);
    const series = new Map(read.map(([{ key }, found]) => [key, found]));
    for (const at of series.get('samples')?.keys() ?? []) {
      const type = typeOf(cell, series, at);
      const minute = minuteAt(series, at);
      if (type !== undefined && minute !== undefined) {
        byType.get(type)?.push(minute);
      }
    }
    dayRead();
  }
  return byType;
}

type Keyed = MetricQuery & { readonly key: string };

function queries(cell: CellOfTypes): Keyed[] {
  const dimensions = cellDimensions(cell);
  const of = (key: string, name: string, statistic: string): Keyed => ({ key, name, dimensions, statistic });
  return [
    of('inFlight', metricNames.requestsInFlight, 'Average'),
    of('replicas', metricNames.replicasReady, 'Sum'),
    of('samples', metricNames.replicasReady, 'SampleCount'),
    of('requests', metricNames.requests, 'Sum'),
    of('input', metricNames.inputTokens, 'Sum'),
    of('output', metricNames.outputTokens, 'Sum'),
    of('firstP50', metricNames.timeToFirstTokenSeconds, 'p50'),
    of('firstP95', metricNames.timeToFirstTokenSeconds, 'p95'),
    of('tokenP50', metricNames.timePerOutputTokenSeconds, 'p50'),
    of('tokenP95', metricNames.timePerOutputTokenSeconds, 'p95'),
    ...cell.instanceTypes.map((type) => ({
      key: type,
      name: metricNames.replicasReady,
      dimensions: instanceTypeDimensions(cell, type),
      statistic: 'SampleCount',
    })),
  ];
}

/** The type of every instance in that minute. Each instance reports its replicas once for the cell and once for its type. */
const typeOf = ({ instanceTypes }: CellOfTypes, series: ReadonlyMap<string, Series>, at: number): string | undefined =>
  instanceTypes.find((type) => series.get(type)?.get(at) === series.get('samples')?.get(at));

/** Undefined where one instance reported fewer values than the others, or where no latency was reported. */
function minuteAt(series: ReadonlyMap<string, Series>, at: number): MeasuredMinute | undefined {
  const value = (key: string): number => series.get(key)?.get(at) ?? Number.NaN;
  const minute = {
    day: new Date(at).toISOString().slice(0, 10),
    requestsInFlight: value('inFlight') * value('samples'),
    replicasReady: value('replicas'),
    requests: value('requests'),
    inputTokens: value('input'),
    outputTokens: value('output'),
    timeToFirstToken: { p50Seconds: value('firstP50'), p95Seconds: value('firstP95') },
    timePerOutputToken: { p50Seconds: value('tokenP50'), p95Seconds: value('tokenP95') },
  };
  const numbers = [
    ...Object.values(minute),
    ...Object.values(minute.timeToFirstToken),
    ...Object.values(minute.timePerOutputToken),
  ];
  return numbers.some((one) => Number.isNaN(one)) ? undefined : minute;
}
