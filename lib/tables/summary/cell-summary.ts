import type { Figure } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';
import type { CellPlan } from '../../plan/capacity/cell';
import type { Plan } from '../../plan/plan';
import { bare, duration, figures, share, words } from '../cells';
import type { CellPart, Table } from '../table';

/** What runs in each region, how fast it grows, and what it costs. */
export const cellSummary = ({ cells, cellCosts, models }: Pick<Plan, 'cells' | 'cellCosts' | 'models'>): Table => ({
  title: 'Cells',
  columns: [
    words('region'),
    words('model'),
    words('first type'),
    words('instances'),
    figures('idle'),
    figures('cold start,\nat most'),
    figures('expected,\nUSD/month'),
    figures('worst case,\nUSD/month'),
  ],
  rows: cells.map((cell, index) => {
    const cost = cellCosts[index] as Plan['cellCosts'][number];
    return [
      cell.region,
      cell.model,
      `${cell.instanceTypes[0] ?? ''}${models.some(({ name, derivedPlace }) => name === cell.model && derivedPlace) ? ' *' : ''}`,
      poolParts(cell),
      share(cost.idleRatio),
      duration(cell.coldStartAtMostSeconds),
      bare(monthly(cost.expectedUsdPerHour)),
      bare(monthly(cost.worstCaseUsdPerHour)),
    ];
  }),
  notes: models.flatMap(({ name, derivedPlace }) =>
    derivedPlace === undefined
      ? []
      : [`* ${name}: not stated, so assumed: ${derivedPlace.entry} (${derivedPlace.reason})`],
  ),
});

const poolParts = ({ pools }: CellPlan): CellPart[] =>
  pools
    .filter(({ maxInstances }) => maxInstances.value > 0)
    .flatMap(({ purchase, minInstances, maxInstances }, index) => [
      `${index === 0 ? '' : '\n'}${purchase} `,
      bare(minInstances),
      '–',
      bare(maxInstances),
    ]);

const monthly = ({ value, low, high, ...figure }: Figure): Figure => ({
  ...figure,
  value: value * hoursPerMonth,
  ...(low === undefined ? {} : { low: low * hoursPerMonth }),
  ...(high === undefined ? {} : { high: high * hoursPerMonth }),
});
