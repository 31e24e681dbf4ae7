import type { BarSeriesOption } from 'echarts';
import type { ColdStartBars } from '../../tables/charts/cold-start-bars';
import { durationWords } from '../duration-words';
import { type Chart, chartHtml } from './chart';
import { grid, nameAxis, valueAxis } from './chart-axes';
import { rangeSeries } from './chart-range';
import type { Html } from './html';

const colorOf = (stage: number): string => `--stage-${stage + 1}`;

/** The stages of every model and type, one after the other, and the range of their sum. */
export function coldStartChart({ title, stages, rows }: ColdStartBars): Html {
  const longest = Math.max(...rows.map(({ total }) => total.high));
  const chart: Chart = {
    id: 'chart-cold-start',
    title,
    description: rows
      .map(({ model, instanceType, seconds, total }) => {
        const parts = stages.map((name, index) => `${name} ${durationWords(seconds[index] ?? 0)}`);
        return `${model} on ${instanceType}: ${durationWords(total.value)} in all, ${parts.join(', ')}`;
      })
      .join('; '),
    legend: [
      ...stages.map((text, index) => ({ text, color: colorOf(index) })),
      { text: 'range of the total', color: '--ink', mark: 'line' as const },
    ],
    height: () => 56 + 58 * rows.length,
    option: ({ narrow }) => ({
      grid: { ...grid(narrow), left: narrow ? 98 : 120 },
      xAxis: valueAxis({ name: 'seconds', max: Math.ceil(longest / 200) * 200 }, narrow),
      yAxis: nameAxis(rows.map(({ model, instanceType }) => `${model}\n${instanceType}`)),
      series: [
        ...stages.map(
          (name, index): BarSeriesOption => ({
            type: 'bar',
            stack: 'stages',
            silent: true,
            name,
            barWidth: 22,
            data: rows.map(({ seconds }) => seconds[index] ?? 0),
            itemStyle: { color: `var(${colorOf(index)})`, borderColor: 'var(--page)', borderWidth: 1 },
          }),
        ),
        rangeSeries(
          rows.map(({ total }) => total),
          { color: '--ink', offset: 19 },
        ),
      ],
    }),
  };
  return chartHtml(chart);
}
