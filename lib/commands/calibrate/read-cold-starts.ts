import { coldStartStages, wholeColdStart } from '../../contract/cold-start';
import { launchDimensions, metricNames } from '../../contract/metrics';
import { type PoolName, poolNames } from '../../contract/pools';
import type { MeasuredDay } from '../../plan/measured/combine-days';
import { type MetricSpan, readMetrics, type Series } from './read-metrics';

const statistics = { p50: 'p50Seconds', p95: 'p95Seconds', Maximum: 'slowestSeconds', SampleCount: 'samples' } as const;

/** One stage of the launches of one instance type by one pool. */
export interface StageDays {
  readonly instanceType: string;
  readonly pool: PoolName;
  readonly stage: string;
  readonly days: readonly MeasuredDay[];
}

export interface CellOfTypes {
  readonly fleet: string;
  readonly model: string;
  readonly instanceTypes: readonly string[];
}

/** The days of every stage of a cell's cold starts, as its agents published them. @throws FindingError */
export async function readColdStartDays(region: string, cell: CellOfTypes, span: MetricSpan): Promise<StageDays[]> {
  const launches = cell.instanceTypes.flatMap((instanceType) =>
    poolNames.flatMap((pool) =>
      ([...coldStartStages, wholeColdStart] as const).map((stage) => ({ instanceType, pool, stage })),
    ),
  );
  const queries = launches.flatMap((launch) =>
    Object.keys(statistics).map((statistic) => ({
      name: metricNames.coldStartSeconds,
      dimensions: launchDimensions(cell, launch.stage, launch),
      statistic,
      launch,
    })),
  );
  const read = await readMetrics({ region, of: `the cold starts of ${cell.model}` }, queries, span);
  return launches.map((launch) => ({
    ...launch,
    days: daysOf(
      read.filter(([query]) => query.launch === launch).map(([{ statistic }, series]) => [statistic, series]),
    ),
  }));
}

function daysOf(read: readonly (readonly [string, Series])[]): MeasuredDay[] {
  const byDay = new Map<number, Partial<Record<keyof MeasuredDay, number>>>();
  for (const [statistic, series] of read) {
    const key = statistics[statistic as keyof typeof statistics];
    for (const [day, value] of series) {
      byDay.set(day, { ...byDay.get(day), [key]: value });
    }
  }
  return [...byDay.values()].filter(isWhole);
}

const isWhole = (day: Partial<Record<keyof MeasuredDay, number>>): day is MeasuredDay =>
  Object.values(statistics).every((key) => day[key] !== undefined);
