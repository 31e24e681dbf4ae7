import type { XAXisComponentOption } from 'echarts';
import type { OptionPoints } from '../../tables/charts/option-points';
import { showNumber } from '../number-words';
import { type Chart, chartHtml } from './chart';
import type { Html } from './html';
import { at, points } from './options-points';

/** Cost of 10⁶ output tokens against the time of one: the front as a line, what it beats as points. */
export function optionsChart({ title, front, dominated }: OptionPoints, index: number): Html {
  const all = [...front, ...dominated];
  const chart: Chart = {
    id: `chart-options-${index}`,
    title,
    description: `Options that no other beats, fastest first: ${front.map(({ label, instanceType, milliseconds, usd }) => `${label} ${instanceType} ${showNumber(milliseconds)} ms ${showNumber(usd)} USD`).join('; ')}. ${dominated.length} other types are slower and more expensive than one of these.`,
    legend: [
      { text: 'no other option is both faster and cheaper', color: '--expected', mark: 'line' },
      { text: 'filled: the fleet file allows it', color: '--expected', mark: 'dot' },
      { text: 'hollow: the fleet file does not allow it', color: '--expected', mark: 'ring' },
      { text: 'another option is both faster and cheaper', color: '--muted', mark: 'diamond' },
    ],
    height: (narrow) => (narrow ? 380 : 420),
    option: ({ narrow }) => ({
      grid: { left: narrow ? 52 : 64, right: 24, top: 28, bottom: 48 },
      xAxis: axis(
        'TPOT, ms',
        all.map(({ milliseconds }) => milliseconds),
        30,
      ) as XAXisComponentOption,
      yAxis: {
        ...axis(
          'USD for 10⁶ output tokens',
          all.map(({ usd }) => usd),
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
          data: front.map(at),
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
