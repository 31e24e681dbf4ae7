import { partsOf } from '../../tables/cells';
import type { Cell, CellPart, Table } from '../../tables/table';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page } from './page';

/** A table that scrolls inside itself where the screen is narrow; nothing where it has no rows. */
export function tableHtml(page: Page, { title, columns, rows, notes = [] }: Table): Html | undefined {
  if (rows.length === 0) {
    return undefined;
  }
  const heads = columns.map(({ label, unit, align }) => {
    const shownUnit = unit === undefined ? undefined : html` <span class="unit">${unit}</span>`;
    return html`<th scope="col"${classOf(align)}>${label}${shownUnit}</th>`;
  });
  const body = rows.map(
    ([first = '', ...cells]) =>
      html`<tr><th scope="row">${cellHtml(page, first)}</th>${cells.map((cell, index) => html`<td${classOf(columns[index + 1]?.align)}>${cellHtml(page, cell)}</td>`)}</tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><div class="hint" aria-hidden="true">scroll sideways for more columns →</div>
<table><caption><span>${title}</span></caption><thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
${notes.map((note) => html`<p class="below">${note}</p>\n`)}`;
}

const cellHtml = (page: Page, cell: Cell): Html[] => partsOf(cell).map((part) => partHtml(page, part));

const partHtml = (page: Page, part: CellPart): Html =>
  typeof part === 'string'
    ? html`${part.split('\n').map((line, index) => (index === 0 ? line : html`<br>${line}`))}`
    : 'code' in part
      ? html`<code>${part.code}</code>`
      : figureHtml(page, part);

const classOf = (align: 'left' | 'right' | undefined): Html => (align === 'left' ? html` class="text"` : html``);
