import { type Chart, chartHtml } from './chart';
import { grid, nameAxis, valueAxis, valuesAxis } from './chart-axes';
import { barSeries, tickSeries } from './chart-series';
import type { Html } from './html';
import type { Page } from './page';

const percentText = (ratio: number): string => `${Math.round(ratio * 100)} %`;

/** What the survivors carry at once and once they have grown, against what was promised. */
export function survivorsChart({ plan }: Page): Html {
  const rows = plan.workloads.flatMap(({ name, failover }) =>
    failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown }) => ({
      name: `${name}\nwithout ${lostRegion}`,
      carried: shareOfPeak.value,
      grown: shareOfPeakGrown.value,
      promised: failover.promisedShare.value,
    })),
  );
  const chart: Chart = {
    id: 'chart-survivors',
    title: 'Share of peak that the survivors carry',
    description: rows
      .map(
        ({ name, carried, grown, promised }) =>
          `${name.replace('\n', ' ')}: ${percentText(carried)} at once, ${percentText(grown)} once grown, promised ${percentText(promised)}`,
      )
      .join('; '),
    legend: [
      { text: 'carried at once', color: '--expected' },
      { text: 'once grown', color: '--worst' },
      { text: 'promised', color: '--limit', mark: 'tick' },
    ],
    height: () => 56 + 56 * rows.length,
    option: ({ narrow }) => ({
      grid: { ...grid(narrow), left: narrow ? 130 : 170, right: 76 },
      xAxis: valueAxis({ name: 'share of peak, %', format: (value) => String(Math.round(value * 100)) }, narrow),
      yAxis: [
        nameAxis(rows.map(({ name }) => name)),
        valuesAxis(
          rows.map(({ carried, grown }) => `${percentText(carried)}\n${percentText(grown)}`),
          18,
        ),
      ],
      series: [
        barSeries(
          rows.map(({ carried }) => carried),
          { color: '--expected', width: 16 },
        ),
        barSeries(
          rows.map(({ grown }) => grown),
          { color: '--worst', width: 16 },
        ),
        tickSeries(
          rows.map(({ promised }) => promised),
          { color: '--limit', height: 44 },
        ),
      ],
    }),
  };
  return chartHtml(chart);
}
