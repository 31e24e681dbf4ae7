import type { Figure } from '../../figures/figure';
import { originText } from '../origin-text';
import { exactFigure } from '../why-text';
import { type Html, html } from './html';
import { originLegend } from './origin-legend';
import { explanationId, type Page, type Section } from './page';

/** Every number of the page down to its sources. The letters beside numbers link here. */
export const originsSection: Section = {
  id: 'origins',
  title: 'Where the numbers come from',
  body: (
    page,
  ) => html`${originLegend}<p>The letter beside a number links to its line here. What a derived number follows from stands below it.</p>
${[...groups(page)].map(([name, paths]) => group(page, name, paths))}`,
};

/** Paths by the part of the plan that they are in. */
function groups({ figures }: Page): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of figures.keys()) {
    const [name = ''] = path.split(/[.[]/);
    found.set(name, [...(found.get(name) ?? []), path]);
  }
  return found;
}

const group = (page: Page, name: string, paths: readonly string[]): Html =>
  html`<details class="explanations"><summary>${name}: ${paths.length} numbers</summary>
<ul>
${paths.map((path) => html`<li id="${explanationId(path)}"><code>${path}</code> = ${explanation(page, page.figures.get(path) as Figure)}</li>\n`)}</ul></details>
`;

function explanation(page: Page, figure: Figure): Html {
  const inputs = figure.from ?? [];
  const below = inputs.length === 0 ? undefined : html`<ul>${inputs.map((input) => inputLine(page, input))}</ul>`;
  return html`${exactFigure(figure)}<br><span class="source">${originText(figure)}</span>${below}`;
}

const inputLine = (page: Page, input: Figure | string): Html =>
  typeof input === 'string'
    ? html`<li><a href="#${explanationId(input)}">${input}</a></li>`
    : html`<li>${explanation(page, input)}</li>`;
