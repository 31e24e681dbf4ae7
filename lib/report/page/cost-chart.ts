import { type Chart, chartHtml } from './chart';
import { grid, nameAxis, valueAxis, valuesAxis } from './chart-axes';
import { barSeries, tickSeries } from './chart-series';
import type { Html } from './html';
import type { Page } from './page';

const usd = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Expected cost and worst case of every phase, against its budget. */
export function costChart({ plan: { phases } }: Page): Html {
  const chart: Chart = {
    id: 'chart-cost',
    title: 'Cost of a month by phase',
    description: phases
      .map(
        ({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }) =>
          `${phase}: expected ${usd(expectedUsdPerMonth.value)} USD, worst case ${usd(worstCaseUsdPerMonth.value)} USD, ${budgetUsdPerMonth === undefined ? 'no budget' : `budget ${usd(budgetUsdPerMonth.value)} USD`}`,
      )
      .join('; '),
    legend: [
      { text: 'expected', color: '--expected' },
      { text: 'worst case', color: '--worst' },
      { text: 'budget', color: '--limit', mark: 'tick' },
    ],
    height: () => 56 + 60 * phases.length,
    option: ({ narrow }) => ({
      grid: { ...grid(narrow), left: narrow ? 72 : 90, right: 84 },
      xAxis: valueAxis({ name: 'USD a month', format: narrow ? inThousands : undefined }, narrow),
      yAxis: [
        nameAxis(phases.map(({ phase }) => phase)),
        valuesAxis(
          phases.map((phase) => `${usd(phase.expectedUsdPerMonth.value)}\n${usd(phase.worstCaseUsdPerMonth.value)}`),
          18,
        ),
      ],
      series: [
        barSeries(
          phases.map(({ expectedUsdPerMonth }) => expectedUsdPerMonth.value),
          { color: '--expected', width: 16 },
        ),
        barSeries(
          phases.map(({ worstCaseUsdPerMonth }) => worstCaseUsdPerMonth.value),
          { color: '--worst', width: 16 },
        ),
        tickSeries(
          phases.map(({ budgetUsdPerMonth }) => budgetUsdPerMonth?.value),
          { color: '--limit', height: 46 },
        ),
      ],
    }),
  };
  return chartHtml(chart);
}

const inThousands = (value: number): string => (value === 0 ? '0' : `${(value / 1000).toLocaleString('en-US')}k`);
