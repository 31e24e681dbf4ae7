import type { BarSeriesOption } from 'echarts';
import { type Chart, chartHtml } from './chart';
import { grid, nameAxis, valueAxis } from './chart-axes';
import { rangeSeries } from './chart-range';
import { coldStartRows, stages } from './cold-start-stages';
import { showNumber } from './figure-html';
import type { Html } from './html';
import type { Page } from './page';

/** The stages of every model and type, one after the other, and the range of their sum. */
export function coldStartChart({ plan }: Page): Html {
  const rows = coldStartRows(plan);
  const totals = rows.map(({ coldStart: { totalSeconds } }) => totalSeconds);
  const longest = Math.max(...totals.map(({ value, high }) => high ?? value));
  const chart: Chart = {
    id: 'chart-cold-start',
    title: 'Cold start by stage',
    description: rows
      .map(({ model, instanceType, coldStart }) => {
        const parts = stages.map(({ name, of }) => `${name} ${showNumber(of(coldStart).value)} s`);
        return `${model} on ${instanceType}: ${showNumber(coldStart.totalSeconds.value)} s in all, ${parts.join(', ')}`;
      })
      .join('; '),
    legend: [
      ...stages.map(({ name, color }) => ({ text: name, color })),
      { text: 'range of the total', color: '--ink', mark: 'line' as const },
    ],
    height: () => 56 + 58 * rows.length,
    option: ({ narrow }) => ({
      grid: { ...grid(narrow), left: narrow ? 98 : 120 },
      xAxis: valueAxis({ name: 'seconds', max: Math.ceil(longest / 200) * 200 }, narrow),
      yAxis: nameAxis(rows.map(({ model, instanceType }) => `${model}\n${instanceType}`)),
      series: [
        ...stages.map(
          ({ name, color, of }): BarSeriesOption => ({
            type: 'bar',
            stack: 'stages',
            silent: true,
            name,
            barWidth: 22,
            data: rows.map(({ coldStart }) => of(coldStart).value),
            itemStyle: { color: `var(${color})`, borderColor: 'var(--page)', borderWidth: 1 },
          }),
        ),
        rangeSeries(totals, { color: '--ink', offset: 19 }),
      ],
    }),
  };
  return chartHtml(chart);
}
