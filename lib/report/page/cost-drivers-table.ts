import { derived } from '../../figures/figure';
import { about, figures, words } from '../../tables/cells';
import type { Cell, Table } from '../../tables/table';
import type { CostDriver } from '../../what-if/cost-drivers';

/** The assumptions and promises that move the cost most; steps that change nothing are left out. */
export const costDriversTable = (drivers: readonly CostDriver[]): Table => ({
  title: 'What moves the cost most, USD a month',
  columns: [words('changed alone'), words('now'), words('then'), figures('costs more'), figures('costs less')],
  rows: drivers.flatMap(({ what, now, steps }) =>
    steps.flatMap(({ to, usdPerMonth }) =>
      usdPerMonth === undefined || Math.abs(usdPerMonth) < 1
        ? []
        : [
            [
              what,
              now,
              to,
              ...(usdPerMonth > 0 ? [difference(usdPerMonth, to), ''] : ['', difference(-usdPerMonth, to)]),
            ],
          ],
    ),
  ),
});

const difference = (usd: number, to: string): Cell =>
  about(derived(usd, 'USD/month', `the fleet planned again with ${to}`));
