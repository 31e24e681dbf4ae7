import type { EChartsOption } from 'echarts';
import { type Html, html, raw } from './html';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A chart as inline SVG. Its colours are CSS variables, so that one drawing serves light, dark and print. */
export function chartSvg(option: EChartsOption, { width, height }: Size, id: string, description: string): Html {
  // Loaded when the first chart is drawn: every other command starts without its 70 ms.
  const { init } = require('echarts') as typeof import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit', color: 'var(--ink)' }, ...option });
    const [, marks = ''] = /^<svg[^>]*>([\s\S]*)<\/svg>\s*$/.exec(chart.renderToSVGString()) ?? [];
    return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${description}">${raw(plain(marks, id))}</svg>`;
  } finally {
    // Without it the process does not end.
    chart.dispose();
  }
}

/** Without what a page without a script has no use for, and with ids that do not depend on the charts drawn before. */
const plain = (marks: string, id: string): string =>
  marks
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${id}-`)
    .trim();
