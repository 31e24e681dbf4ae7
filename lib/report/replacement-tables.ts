import type { Figure } from '../figures/figure';
import type { Plan } from '../plan/plan';
import { figureText, secondsText, usdText } from './figure-text';
import { table } from './table';

/** What a new version of the instances costs in time, and what taking it back costs in both. */
const replacementTable = ({ cells, cellCosts }: Plan): string =>
  table(
    'When the instances of a group are replaced',
    ['model', 'region', 'pool', 'how', 'takes, s', 'taken back, s', 'for, USD'],
    cells.flatMap((cell, index) =>
      cell.pools.map(({ pool, replacement }, position) => [
        cell.model,
        cell.region,
        pool,
        replacement.strategy,
        secondsText(replacement.seconds),
        secondsText(replacement.rollbackSeconds),
        usdText(cellCosts[index]?.pools[position]?.rollbackUsd as Figure),
      ]),
    ),
  );

const busyTable = ({ cells }: Plan): string =>
  table(
    'Busy hours',
    ['model', 'region', 'from (cron)', 'to (cron)', 'time zone', 'at least', 'mean of a week'],
    cells.flatMap(({ model, region, pools }) =>
      pools.flatMap(({ schedule, meanInstances }) =>
        schedule.map(({ startsAt, endsAt, timeZone, minInstances }) => [
          model,
          region,
          startsAt,
          endsAt,
          timeZone,
          figureText(minInstances, 0),
          figureText(meanInstances),
        ]),
      ),
    ),
  );

export const replacementTables: readonly ((plan: Plan) => string)[] = [busyTable, replacementTable];
