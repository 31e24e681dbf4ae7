import { derived } from '../../figures/figure';
import { about, figures, words } from '../../tables/cells';
import type { Table } from '../../tables/table';
import type { CostDriver } from '../../what-if/cost-drivers';

/** The assumptions and promises that move the cost most; steps that change nothing are left out. */
export const costDriversTable = (drivers: readonly CostDriver[]): Table => ({
  title: 'What moves the cost most, USD a month',
  columns: [words('changed alone'), figures('costs more'), figures('costs less')],
  rows: drivers.flatMap(({ what, now, steps }) =>
    steps.flatMap(({ to, usdPerMonth }) => {
      if (usdPerMonth === undefined || Math.abs(usdPerMonth) < 1) {
        return [];
      }
      const usd = about(derived(Math.abs(usdPerMonth), 'USD/month', `the fleet planned again with ${to}`));
      return [[`${what}: ${to} instead of ${now}`, ...(usdPerMonth > 0 ? [usd, ''] : ['', usd])]];
    }),
  ),
});
