import type { ScatterSeriesOption } from 'echarts';
import type { OptionPoint } from '../../tables/charts/option-points';

/** A point of a chart: milliseconds of an output token, USD for 10⁶ of them. */
export const at = ({ milliseconds, usd }: OptionPoint): [number, number] => [milliseconds, usd];

interface PointStyle {
  readonly symbol: string;
  readonly color: string;
  /** Pixels. */
  readonly size: number;
  readonly label: 'beside' | 'below';
}

/** Options as points, each with its label. */
export function points(
  list: readonly OptionPoint[],
  { symbol, color, size, label: place }: PointStyle,
): ScatterSeriesOption {
  const groups = groupsByPoint(list);
  return {
    type: 'scatter',
    silent: true,
    symbol,
    symbolSize: size,
    data: list.map((one) => ({
      value: at(one),
      itemStyle: {
        color: one.allowed ? `var(${color})` : 'var(--page)',
        borderColor: `var(${color})`,
        borderWidth: 2,
        opacity: 1,
      },
      label: {
        show: true,
        formatter: () => labelText(groups.get(one) ?? [], list),
        position: place === 'below' ? 'bottom' : sideOf(groups.get(one)),
        distance: 4,
        fontSize: 11,
        color: 'var(--ink)',
        textBorderColor: 'var(--page)',
        textBorderWidth: 2,
      },
    })),
  };
}

/** Long labels go where fewer points are: to the faster side. */
const sideOf = (group: readonly OptionPoint[] = []): 'left' | 'right' => (group.length > 1 ? 'left' : 'right');

/** How close two points are, as ratio, for one label to serve both. */
const close = { speed: 1.01, cost: 1.06 };

/** The points that carry a label, each with all that lie on it. */
function groupsByPoint(list: readonly OptionPoint[]): Map<OptionPoint, OptionPoint[]> {
  const groups = new Map<OptionPoint, OptionPoint[]>();
  for (const one of list) {
    const under = [...groups.keys()].find((other) => lieTogether(at(other), at(one))) ?? one;
    groups.set(under, [...(groups.get(under) ?? []), one]);
  }
  return groups;
}

/** `d–g` for four that follow one another, else `b, d`. */
function labelText(group: readonly OptionPoint[], list: readonly OptionPoint[]): string {
  const [first, last] = [group[0], group.at(-1)];
  const oneRun = group.every((one, index) => list.indexOf(one) === list.indexOf(first as OptionPoint) + index);
  return group.length > 2 && oneRun ? `${first?.label}–${last?.label}` : group.map(({ label }) => label).join(', ');
}

const lieTogether = (a: [number, number], b: [number, number]): boolean =>
  ratio(a[0], b[0]) < close.speed && ratio(a[1], b[1]) < close.cost;

const ratio = (a: number, b: number): number => Math.max(a / b, b / a);
