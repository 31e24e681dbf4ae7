import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { DrillReport, ModelDrillReport, WorkloadStep } from '../rehearsal/drill/drill-report';
import { type RouteMode, routeModes } from '../rehearsal/drill/router';
import { drillTitle, modeWords } from './drill-words';
import { chartSvg } from './page/chart-svg';
import { html, raw } from './page/html';
import { themeStyle } from './page/theme';

/** Pixels. */
const size = { width: 1040, title: 64, panel: 250, gap: 70, left: 70, right: 30 };

/** Traffic by what became of it, and the capacity that is ready, over time: a panel for each model and each way of routing. */
export function drillSvg(report: DrillReport): string {
  const panels = report.models.flatMap((model) => routeModes.map((mode) => ({ model, mode })));
  const height = size.title + panels.length * (size.panel + size.gap);
  const drawn = panels.map(({ model, mode }, index) => {
    const top = size.title + index * (size.panel + size.gap);
    const chart = chartSvg(
      option(report, model, mode),
      { width: size.width, height: size.panel + size.gap },
      `drill-${index}`,
      `${model.model}, ${modeWords[mode]}`,
    );
    return html`<g transform="translate(0 ${top})"><text class="panel" x="${size.left}" y="16">${model.model}, ${modeWords[mode]}: requests a second</text>${chart}</g>
`;
  });
  const lines = titleLines(drillTitle(report));
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${drillTitle(report)}</title>
<style>${raw(themeStyle)}${raw(style)}</style>
<rect width="100%" height="100%" fill="var(--page)"/>
${lines.map((line, index) => html`<text class="panel" x="${size.left}" y="${24 + 20 * index}">${line}</text>\n`)}
${drawn}</svg>
`.text;
}

const style = `text { font-family: system-ui, -apple-system, "Segoe UI", "Open Sans", Arial, sans-serif; }
.panel { font-size: 15px; font-weight: 600; fill: var(--ink); }
`;

/** SVG wraps no text. */
const titleLines = (title: string): string[] => title.split(/(?<=\.) /);

interface Area {
  readonly name: string;
  readonly color: string;
  readonly of: (step: WorkloadStep) => number;
}

const areas: readonly Area[] = [
  { name: 'answered where it came', color: '--expected', of: ({ own }) => own },
  { name: 'answered by another region', color: '--measured', of: ({ spilled }) => spilled },
  { name: 'refused with 503', color: '--limit', of: ({ refused }) => refused },
  { name: 'without an answer, or cut off', color: '--ink', of: ({ failed, broken }) => failed + broken },
];

function option({ fault, stepSeconds }: DrillReport, model: ModelDrillReport, mode: RouteMode): EChartsOption {
  const { workloads, cells } = model[mode];
  const minutes = (index: number): number => (index * stepSeconds - fault.fromSeconds) / 60;
  // The last step is cut short by the end of the drill.
  const steps = (workloads[0]?.steps ?? []).slice(0, -1).map((_, index) => index);
  const rate = (step: number, { of }: Area): number =>
    workloads.reduce((sum, workload) => sum + of(workload.steps[step] as WorkloadStep), 0) / stepSeconds;
  const capacity = (step: number): number =>
    cells.reduce(
      (sum, { serving }, cell) => sum + (serving[step] ?? 0) * (model.cells[cell]?.requestsPerSecondEach ?? 0),
      0,
    );
  const label = { color: 'var(--muted)', fontSize: 12 };
  const line = { lineStyle: { color: 'var(--line)' } };
  return {
    legend: { top: 22, left: size.left, itemHeight: 10, textStyle: { color: 'var(--ink)', fontSize: 12 } },
    grid: { left: size.left, right: size.right, top: 60, bottom: 50 },
    xAxis: {
      type: 'value',
      min: minutes(0),
      max: minutes(steps.length - 1),
      name: 'minutes after the loss',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: label,
      axisLabel: { ...label, formatter: (value: number) => String(Math.round(value)) },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, axisLine: { show: false }, axisLabel: label, splitLine: line },
    series: [
      ...areas.map(
        (area): LineSeriesOption => ({
          type: 'line',
          name: area.name,
          stack: 'traffic',
          silent: true,
          symbol: 'none',
          lineStyle: { width: 0 },
          itemStyle: { color: `var(${area.color})` },
          areaStyle: { color: `var(${area.color})`, opacity: 0.75 },
          data: steps.map((step) => [minutes(step), rate(step, area)]),
        }),
      ),
      {
        type: 'line',
        name: 'ready capacity at the objectives',
        silent: true,
        symbol: 'none',
        step: 'end',
        lineStyle: { color: 'var(--assumed)', width: 2 },
        itemStyle: { color: 'var(--assumed)' },
        data: steps.map((step) => [minutes(step), capacity(step)]),
      },
    ],
  };
}
