import { wholeColdStart } from '../../contract/cold-start';
import type { MeasuredColdStart, MeasuredLoad, Measurements } from '../../fleet/measurements';
import type { CellPlan } from '../../plan/capacity/cell';
import type { RegionalColdStart } from '../../plan/measured/calibration';
import { combineDays } from '../../plan/measured/combine-days';
import { combineMinutes, type MeasuredMinute } from '../../plan/measured/combine-minutes';
import { combineTokens, type TokenDay } from '../../plan/measured/combine-tokens';
import type { Plan } from '../../plan/plan';
import { readColdStartDays, type StageDays } from './read-cold-starts';
import { mostMinuteDays, readMinutes } from './read-minutes';
import { readTokenDays } from './read-token-days';

const dayMilliseconds = 24 * 3_600_000;

interface CellReadings {
  readonly cell: CellPlan;
  readonly stages: readonly StageDays[];
  readonly minutes: ReadonlyMap<string, readonly MeasuredMinute[]>;
  readonly tokenDays: readonly TokenDay[];
}

/** What every deployed cell measured on the whole days before `today`. @throws FindingError */
export async function measureFleet(
  { fleet, cells }: Pick<Plan, 'fleet' | 'cells'>,
  { today, days }: { readonly today: Date; readonly days: number },
  say: (where: string) => void,
): Promise<{ readonly newer: Measurements; readonly places: readonly RegionalColdStart[] }> {
  const end = new Date(`${today.toISOString().slice(0, 10)}T00:00:00Z`);
  const until = new Date(end.getTime() - 1).toISOString().slice(0, 10);
  const before = (count: number): Date => new Date(end.getTime() - count * dayMilliseconds);
  const read: CellReadings[] = [];
  for (const [index, cell] of cells.entries()) {
    const { region, model, instanceTypes } = cell;
    const named = { fleet: fleet.name, model, instanceTypes };
    const byDay = { start: before(days), end, periodSeconds: dayMilliseconds / 1000 };
    const where = (what: string): void => say(`${region}: ${model}: ${what}, cell ${index + 1} of ${cells.length}`);
    const stages = await readColdStartDays(region, named, byDay);
    where('cold starts read');
    const tokenDays = await readTokenDays(region, named, byDay);
    const minuteDays = Math.min(days, mostMinuteDays);
    let daysRead = 0;
    const minutes = await readMinutes(region, named, { start: before(minuteDays), end }, () => {
      daysRead += 1;
      where(`minutes of day ${daysRead} of ${minuteDays} read`);
    });
    read.push({ cell, stages, minutes, tokenDays });
  }
  const newer = {
    coldStarts: byModel(read, (ofModel) => coldStartsOf(ofModel, until)),
    throughput: byModel(read, throughputOf),
    tokens: tokensOf(read, until),
  };
  return { newer, places: read.flatMap((one) => placesOf(one, until)) };
}

const placesOf = ({ cell: { region, model }, stages }: CellReadings, until: string): RegionalColdStart[] =>
  stages
    .filter(({ stage }) => stage === wholeColdStart)
    .flatMap(({ instanceType, pool, days }) => {
      const measured = combineDays(days, until);
      return measured === undefined ? [] : [{ region, model, instanceType, pool, measured }];
    });

/** The plan's cold start and its throughput know no region: those of a model are taken together. */
function byModel<T extends object>(
  read: readonly CellReadings[],
  measured: (ofModel: readonly CellReadings[]) => T,
): Record<string, T> {
  const models = [...new Set(read.map(({ cell }) => cell.model))];
  const entries = models.map((model) => [model, measured(read.filter(({ cell }) => cell.model === model))] as const);
  return Object.fromEntries(entries.filter(([, ofModel]) => Object.keys(ofModel).length > 0));
}

function coldStartsOf(read: readonly CellReadings[], until: string): Record<string, MeasuredColdStart> {
  const all = read.flatMap(({ stages }) => stages);
  const types = [...new Set(all.map(({ instanceType }) => instanceType))].map((type) => {
    const ofType = all.filter(({ instanceType }) => instanceType === type);
    const stages = [...new Set(ofType.map(({ stage }) => stage))].flatMap((stage) => {
      const seconds = combineDays(
        ofType.filter((one) => one.stage === stage).flatMap(({ days }) => days),
        until,
      );
      return seconds === undefined ? [] : [[stage, seconds] as const];
    });
    return [type, Object.fromEntries(stages)] as const;
  });
  return Object.fromEntries(types.filter(([, stages]) => Object.keys(stages).length > 0));
}

/** Cells that the same workloads use are taken together: requests of others are of other lengths. */
function throughputOf(read: readonly CellReadings[]): Record<string, readonly MeasuredLoad[]> {
  const sharing = [...new Set(read.map(({ cell }) => workloadsOf(cell).join(' ')))];
  const types = [...new Set(read.flatMap(({ minutes }) => [...minutes.keys()]))].map((type) => {
    const loads = sharing.flatMap((names) => {
      const cells = read.filter(({ cell }) => workloadsOf(cell).join(' ') === names);
      const minutes = cells.flatMap((one) => one.minutes.get(type) ?? []);
      return combineMinutes(minutes, names.split(' '));
    });
    return [type, loads] as const;
  });
  return Object.fromEntries(types.filter(([, loads]) => loads.length > 0));
}

function tokensOf(read: readonly CellReadings[], until: string): Measurements['tokens'] {
  const alone = read.filter(({ cell }) => cell.loads.length === 1);
  const shared = read.filter(({ cell }) => cell.loads.length > 1);
  const means = (cells: readonly CellReadings[], nameOf: (cell: CellPlan) => string) =>
    Object.fromEntries(
      [...new Set(cells.map(({ cell }) => nameOf(cell)))].flatMap((name) => {
        const days = cells.filter(({ cell }) => nameOf(cell) === name).flatMap(({ tokenDays }) => tokenDays);
        const mean = combineTokens(days, until);
        return mean === undefined ? [] : [[name, mean] as const];
      }),
    );
  return {
    workloads: means(alone, (cell) => workloadsOf(cell)[0] ?? ''),
    models: means(shared, ({ model }) => model),
  };
}

const workloadsOf = ({ loads }: CellPlan): string[] => loads.map(({ workload }) => workload);
