import type { CustomSeriesOption } from 'echarts';

/** The ends equal the value where it has no range. */
interface Ranged {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

interface RangeStyle {
  readonly color: string;
  /** Pixels below the middle of the row. */
  readonly offset: number;
}

/** A line from the low to the high end of each row's range, a dot at its value. */
export const rangeSeries = (totals: readonly Ranged[], { color, offset }: RangeStyle): CustomSeriesOption => ({
  type: 'custom',
  silent: true,
  z: 3,
  data: totals.map(({ low, value, high }, index) => [index, low, value, high]),
  encode: { x: [1, 2, 3], y: 0 },
  renderItem: (_, api) => {
    const [index, low, value, high] = [0, 1, 2, 3].map((dimension) => Number(api.value(dimension))) as [
      number,
      number,
      number,
      number,
    ];
    const at = (amount: number): number => api.coord([amount, index])[0] as number;
    const y = (api.coord([value, index])[1] as number) + offset;
    const stroke = `var(${color})`;
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, fill: 'none', lineWidth: 1.5 } }) as const;
    return {
      type: 'group',
      children: [
        line(at(low), y, at(high), y),
        line(at(low), y - 4, at(low), y + 4),
        line(at(high), y - 4, at(high), y + 4),
        { type: 'circle', shape: { cx: at(value), cy: y, r: 3 }, style: { fill: stroke } },
      ],
    };
  },
});
