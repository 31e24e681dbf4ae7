import type { Figure } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';
import type { CellPlan } from '../../plan/capacity/cell';
import { expectedColdStart } from '../../plan/capacity/expected-cold-start';
import type { Plan } from '../../plan/plan';
import { about, bare, figures, share, span, words } from '../cells';
import type { CellPart, Table } from '../table';

type Summarized = Pick<Plan, 'cells' | 'cellCosts' | 'models' | 'workloads'>;

/** What runs in each region, how fast it grows, and what it costs. */
export const cellSummary = ({ cells, cellCosts, models, workloads }: Summarized): Table => ({
  title: 'Cells: one model in one region',
  columns: [
    words('region'),
    words('model'),
    words('instances,\nfirst choice'),
    figures('idle'),
    figures('ready in'),
    figures('expected,\nUSD/month'),
  ],
  rows: cells.map((cell, index) => {
    const cost = cellCosts[index] as Plan['cellCosts'][number];
    return [
      cell.region,
      cell.model,
      poolParts(cell),
      share(cost.idleRatio),
      span({ ...cell.coldStartAtMostSeconds, ...expectedColdStart({ workloads }, cell) }),
      about(monthly(cost.expectedUsdPerHour)),
    ];
  }),
  notes: models.flatMap(({ name, derivedPlace }) =>
    derivedPlace === undefined
      ? []
      : [`Not stated for ${name}, so assumed: ${derivedPlace.entry} (${derivedPlace.reason}).`],
  ),
});

/** The type beside the first pool; the others run the same types. */
const poolParts = ({ pools, instanceTypes }: CellPlan): CellPart[] =>
  pools
    .filter(({ maxInstances }) => maxInstances.value > 0)
    .flatMap(({ purchase, minInstances, maxInstances }, index) => [
      index === 0 ? '' : '\n',
      bare(minInstances),
      '–',
      bare(maxInstances),
      purchase === 'spot' ? ' on spot' : ` ${instanceTypes[0] ?? ''}`,
    ]);

const monthly = ({ value, low, high, ...figure }: Figure): Figure => ({
  ...figure,
  value: value * hoursPerMonth,
  ...(low === undefined ? {} : { low: low * hoursPerMonth }),
  ...(high === undefined ? {} : { high: high * hoursPerMonth }),
});
