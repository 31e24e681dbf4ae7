import type { XAXisComponentOption } from 'echarts';
import type { WorkloadOptions } from '../../plan/capacity/options';
import { type Chart, chartHtml } from './chart';
import { showNumber } from './figure-html';
import type { Html } from './html';
import { at, type Numbered, points } from './options-points';

/** The labels that tie the points of the chart to the rows of the tables: 1, 2, 3 on the front, a, b, c off it. */
export const numbered = ({ front, dominated }: WorkloadOptions) => ({
  front: front.map((option, index): Numbered => ({ label: String(index + 1), option })),
  dominated: dominated.map(({ option, by }, index) => ({ label: letters(index), option, by })),
});

const letters = (index: number): string =>
  `${index < 26 ? '' : letters(Math.floor(index / 26) - 1)}${String.fromCharCode(97 + (index % 26))}`;

/** Cost of 10⁶ output tokens against the time of one: the front as a line, what it beats as points. */
export function optionsChart(options: WorkloadOptions, index: number): Html {
  const { front, dominated } = numbered(options);
  const all = [...front, ...dominated];
  const chart: Chart = {
    id: `chart-options-${index}`,
    title: `${options.workload}: cost of 10⁶ output tokens against TPOT; numbers and letters are the rows of the tables below`,
    description: `Front, fastest first: ${front.map(({ label, option }) => `${label} ${option.instanceType} ${showNumber(at(option)[0])} ms ${showNumber(at(option)[1])} USD`).join('; ')}. ${dominated.length} other types are slower and dearer than one of these.`,
    legend: [
      { text: 'front: no option beats it in both', color: '--expected', mark: 'line' },
      { text: 'filled: allowed by the fleet file', color: '--expected', mark: 'dot' },
      { text: 'hollow: not allowed', color: '--expected', mark: 'ring' },
      { text: 'beaten by an option of the front', color: '--muted', mark: 'diamond' },
    ],
    height: (narrow) => (narrow ? 380 : 420),
    option: ({ narrow }) => ({
      grid: { left: narrow ? 52 : 64, right: 24, top: 28, bottom: 48 },
      xAxis: axis(
        'TPOT, ms',
        all.map(({ option }) => at(option)[0]),
        30,
      ) as XAXisComponentOption,
      yAxis: {
        ...axis(
          'USD for 10⁶ output tokens',
          all.map(({ option }) => at(option)[1]),
          narrow ? 36 : 44,
        ),
      } as object,
      series: [
        {
          type: 'line',
          silent: true,
          step: 'end',
          symbol: 'none',
          lineStyle: { color: 'var(--expected)', width: 1.5 },
          data: front.map(({ option }) => at(option)),
        },
        points(dominated, { symbol: 'diamond', color: '--muted', size: narrow ? 7 : 11, label: 'beside' }),
        points(front, { symbol: 'circle', color: '--expected', size: narrow ? 9 : 11, label: 'below' }),
      ],
    }),
  };
  return chartHtml(chart);
}

/** Logarithmic, since options differ by factors. */
function axis(name: string, values: readonly number[], nameGap: number) {
  const [low, high] = [Math.min(...values) * 0.75, Math.max(...values) * 1.15];
  return {
    type: 'log',
    logBase: 2,
    min: low,
    max: high,
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: 'var(--muted)', fontSize: 12 },
    axisLabel: { color: 'var(--muted)', fontSize: 12, formatter: showNumber, showMinLabel: false, showMaxLabel: false },
    axisLine: { show: true, lineStyle: { color: 'var(--rule)' } },
    splitLine: { lineStyle: { color: 'var(--line)' } },
  };
}
