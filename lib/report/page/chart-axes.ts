import type { XAXisComponentOption, YAXisComponentOption } from 'echarts';
import { englishNumber } from '../../figures/english-number';

const label = { color: 'var(--muted)', fontSize: 12 };
const line = { lineStyle: { color: 'var(--line)' } };

interface ValueAxis {
  readonly name: string;
  readonly max?: number;
  readonly format?: (value: number) => string;
}

/** A horizontal axis of amounts, from zero. */
export const valueAxis = ({ name, max, format = thousands }: ValueAxis, narrow: boolean): XAXisComponentOption => ({
  type: 'value',
  min: 0,
  max,
  name,
  nameLocation: 'middle',
  nameGap: 30,
  nameTextStyle: label,
  splitNumber: narrow ? 3 : 6,
  axisLabel: { ...label, formatter: format },
  splitLine: line,
});

/** A vertical axis of names, the first at the top. */
export const nameAxis = (names: readonly string[]): YAXisComponentOption => ({
  type: 'category',
  data: [...names],
  inverse: true,
  axisLabel: { color: 'var(--ink)', fontSize: 12, lineHeight: 16 },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: 'var(--rule)' } },
});

/** The values of the rows in a column right of the chart, where no limit crosses them. */
export const valuesAxis = (values: readonly string[], lineHeight = 16): YAXisComponentOption => ({
  ...nameAxis(values),
  position: 'right',
  axisLabel: { color: 'var(--ink)', fontSize: 12, lineHeight, align: 'right', margin: 64 },
  axisLine: { show: false },
});

const thousands = (value: number): string => englishNumber(value);

/** Room for what stands beside the axes. */
export const grid = (narrow: boolean) => ({
  left: narrow ? 92 : 170,
  right: narrow ? 30 : 60,
  top: 8,
  bottom: 48,
});
