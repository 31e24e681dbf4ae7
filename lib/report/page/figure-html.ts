import type { Figure } from '../../figures/figure';
import type { ShownFigure } from '../../tables/table';
import { figureWords } from '../figure-words';
import { originText } from '../origin-text';
import { type Html, html } from './html';
import { explanationId, type Page } from './page';

/** A figure with its range, and the letter of its origin, which leads to its explanation. */
export function figureHtml(page: Page, shown: ShownFigure): Html {
  const { value, unit, range } = figureWords(shown);
  const shownRange = range === undefined ? undefined : html` <span class="range">(${range})</span>`;
  const shownUnit = unit === '' ? undefined : html` <span class="unit">${unit}</span>`;
  return html`<span class="figure" title="${originText(shown.figure)}"><span class="value">${value}</span>${shownUnit} ${originLetter(page, shown.figure)}${shownRange}</span>`;
}

function originLetter(page: Page, figure: Figure): Html {
  const { origin } = figure;
  const path = page.pathOf(figure);
  const letter = origin.slice(0, 1);
  return path === undefined
    ? html`<span class="origin ${origin}">${letter}</span>`
    : html`<a class="origin ${origin}" href="#${explanationId(path)}" aria-label="${letter}: ${origin}, explain">${letter}</a>`;
}
