import type { EChartsOption } from 'echarts';
import { chartSvg } from './chart-svg';
import { type Html, html } from './html';

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** For a phone: less room for names. */
  readonly narrow: boolean;
}

export interface LegendEntry {
  readonly text: string;
  /** A variable of theme.ts, for example `--expected`. */
  readonly color: string;
  readonly mark?: 'box' | 'line' | 'tick' | 'dot' | 'ring' | 'diamond';
}

export interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Text alternative of the chart, for screen readers. */
  readonly description: string;
  readonly legend: readonly LegendEntry[];
  readonly height: (narrow: boolean) => number;
  readonly option: (size: ChartSize) => EChartsOption;
}

const widths = { wide: 1040, narrow: 350 };

/** A chart drawn twice, for wide and for narrow screens, so that its text is never shrunk; style.ts shows one of them. */
export function chartHtml(chart: Chart): Html {
  const drawn = (['wide', 'narrow'] as const).map((kind) => {
    const narrow = kind === 'narrow';
    const size = { width: widths[kind], height: chart.height(narrow), narrow };
    const svg = chartSvg(chart.option(size), size, `${chart.id}-${kind}`, chart.description);
    return html`<div class="${kind}">${svg}</div>\n`;
  });
  const legend = chart.legend.map(
    ({ text, color, mark = 'box' }) =>
      html`<li><span class="mark ${mark}" style="--mark: var(${color})"></span>${text}</li>`,
  );
  return html`<figure class="chart" id="${chart.id}">
<figcaption>${chart.title}</figcaption>
<ul class="legend">${legend}</ul>
${drawn}</figure>
`;
}
