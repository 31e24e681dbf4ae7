import { type Origin, origins } from '../../figures/figure';
import { html } from './html';

const meanings: Readonly<Record<Origin, string>> = {
  measured: 'the source and the date are named',
  published: 'the source and the date are named',
  derived: 'the arithmetic is shown',
  stated: 'the field of the fleet file is named',
  assumed: 'the reason is given; a measurement replaces it',
};

/** What the letters beside the numbers mean. */
export const originLegend = html`<dl class="origins">${origins.map(
  (origin) =>
    html`<div><dt><span class="origin ${origin}">${origin.slice(0, 1)}</span> ${origin}</dt><dd>${meanings[origin]}</dd></div>`,
)}<div><dt><span class="range">(low–high)</span></dt><dd>the range that the true value is expected in</dd></div></dl>
`;
