import { englishNumber } from '../../figures/english-number';
import type { ComparedBars } from '../../tables/charts/compared-bars';
import { type Chart, chartHtml } from './chart';
import { grid, nameAxis, valueAxis, valuesAxis } from './chart-axes';
import { barSeries, tickSeries } from './chart-series';
import type { Html } from './html';

interface Format {
  /** A value beside its bar. */
  readonly text: (value: number) => string;
  /** A value at the axis, on a wide or a narrow screen. */
  readonly axis: (narrow: boolean) => (value: number) => string;
}

const usd = (value: number): string => englishNumber(value, { maximumSignificantDigits: 3 });
const inThousands = (value: number): string => (value === 0 ? '0' : `${englishNumber(value / 1000)}k`);
const formats: Record<ComparedBars['format'], Format> = {
  usd: { text: usd, axis: (narrow) => (narrow ? inThousands : usd) },
  share: { text: (value) => `${Math.round(value * 100)} %`, axis: () => (value) => String(Math.round(value * 100)) },
};

/** Two bars for each name, with a tick across them where their limit is. */
export function comparedBarsChart(id: string, { title, axis, format, bars, limit, rows }: ComparedBars): Html {
  const { text, axis: axisFormat } = formats[format];
  const chart: Chart = {
    id,
    title,
    description: rows
      .map(
        ({ name, values, limit: own }) =>
          `${name.join(' ')}: ${bars.map((bar, index) => `${bar} ${text(values[index] ?? 0)}`).join(', ')}, ${limit} ${own === undefined ? 'none' : text(own)}`,
      )
      .join('; '),
    legend: [
      { text: bars[0], color: '--expected' },
      { text: bars[1], color: '--worst' },
      { text: limit, color: '--limit', mark: 'tick' },
    ],
    height: () => 56 + 58 * rows.length,
    option: ({ narrow }) => ({
      grid: { ...grid(narrow), left: nameWidth(rows, narrow), right: 84 },
      xAxis: valueAxis({ name: axis, format: axisFormat(narrow) }, narrow),
      yAxis: [
        nameAxis(rows.map(({ name }) => name.join('\n'))),
        valuesAxis(
          rows.map(({ values }) => values.map(text).join('\n')),
          18,
        ),
      ],
      series: [
        barSeries(
          rows.map(({ values }) => values[0]),
          { color: '--expected', width: 16 },
        ),
        barSeries(
          rows.map(({ values }) => values[1]),
          { color: '--worst', width: 16 },
        ),
        tickSeries(
          rows.map((row) => row.limit),
          { color: '--limit', height: 45 },
        ),
      ],
    }),
  };
  return chartHtml(chart);
}

/** Pixels for the longest line of a name. */
const nameWidth = (rows: ComparedBars['rows'], narrow: boolean): number =>
  Math.max(...rows.flatMap(({ name }) => name.map((line) => line.length))) > 12
    ? narrow
      ? 130
      : 170
    : narrow
      ? 72
      : 90;
