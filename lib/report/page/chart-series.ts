import type { BarSeriesOption, ScatterSeriesOption } from 'echarts';

interface BarStyle {
  readonly color: string;
  /** Pixels. */
  readonly width: number;
}

/** One horizontal bar per name of the axis. */
export const barSeries = (values: readonly number[], { color, width }: BarStyle): BarSeriesOption => ({
  type: 'bar',
  silent: true,
  data: [...values],
  barWidth: width,
  barGap: '15%',
  itemStyle: { color: `var(${color})` },
});

interface TickStyle {
  readonly color: string;
  /** Pixels. */
  readonly height: number;
}

/** A limit across the bars of each name; undefined where there is none. */
export const tickSeries = (
  values: readonly (number | undefined)[],
  { color, height }: TickStyle,
): ScatterSeriesOption => ({
  type: 'scatter',
  silent: true,
  z: 3,
  symbol: 'rect',
  symbolSize: [3, height],
  itemStyle: { color: `var(${color})`, opacity: 1 },
  data: values.flatMap((value, index) => (value === undefined ? [] : [[value, index]])),
});
