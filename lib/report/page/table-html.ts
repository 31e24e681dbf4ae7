import { type Html, html } from './html';

type Cell = Html | string;

export interface TableColumn {
  readonly head: string;
  /** Of every figure of the column, printed once, in its head. */
  readonly unit?: string;
  /** Text is left-aligned, figures right. */
  readonly text?: boolean;
}

/** A table that scrolls inside itself where the screen is narrow; the first column names the row. */
export function tableHtml(caption: string, columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): Html {
  const heads = columns.map(({ head, unit, text }, index) => {
    const shownUnit = unit === undefined ? undefined : html` <span class="unit">${unit}</span>`;
    return html`<th scope="col"${classOf(index === 0 || text)}>${head}${shownUnit}</th>`;
  });
  const body = rows.map(
    ([first = '', ...cells]) =>
      html`<tr><th scope="row">${first}</th>${cells.map((cell, index) => html`<td${classOf(columns[index + 1]?.text)}>${cell}</td>`)}</tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table><caption><span>${caption}</span></caption><thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
`;
}

const classOf = (text: boolean | undefined): Html => (text ? html` class="text"` : html``);
