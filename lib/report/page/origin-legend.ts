import type { Origin } from '../../figures/figure';
import { html } from './html';

const meanings: readonly (readonly [Origin, string])[] = [
  ['measured', 'the source and the date are named'],
  ['published', 'the source and the date are named'],
  ['derived', 'the arithmetic is shown'],
  ['assumed', 'the reason is given; a measurement replaces it'],
];

/** What the letters beside the numbers mean. */
export const originLegend = html`<dl class="origins">${meanings.map(
  ([origin, meaning]) =>
    html`<div><dt><span class="origin ${origin}">${origin.slice(0, 1)}</span> ${origin}</dt><dd>${meaning}</dd></div>`,
)}<div><dt><span class="range">(low–high)</span></dt><dd>the range that the true value is expected in</dd></div></dl>
`;
