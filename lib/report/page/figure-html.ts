import type { Figure } from '../../figures/figure';
import { originText } from '../figure-text';
import { type Html, html } from './html';
import { explanationId, type Page } from './page';

/** Rounded to what a reader needs: three digits, and no decimals from a hundred on. */
export function showNumber(value: number): string {
  const format: Intl.NumberFormatOptions =
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  return value.toLocaleString('en-US', format);
}

interface Shown {
  /** Printed behind the value; the figure's own unit unless given, none where the table's head has it. */
  readonly unit?: string;
  /** What the value is multiplied by, for example 100 for percent. */
  readonly factor?: number;
  /** How a number is printed, {@link showNumber} unless given. */
  readonly format?: (value: number) => string;
}

/** A figure with its range, and the letter of its origin, which leads to its explanation. */
export function figureHtml(page: Page, figure: Figure, shown: Shown = {}): Html {
  const { unit = figure.unit, factor = 1, format = showNumber } = shown;
  const { value, low, high } = figure;
  const show = (one: number): string => format(one * factor);
  const counted = value === 1 ? unit.replace(/^(instance|replica|request)s$/, '$1') : unit;
  const range =
    low === undefined || high === undefined || (show(low) === show(value) && show(high) === show(value))
      ? undefined
      : html` <span class="range">(${show(low)}–${show(high)})</span>`;
  const shownUnit = counted === '' ? undefined : html` <span class="unit">${counted}</span>`;
  return html`<span class="figure" title="${originText(figure)}"><span class="value">${show(value)}</span>${shownUnit} ${originLetter(page, figure)}${range}</span>`;
}

/** The figure alone, where the head of the table has the unit. */
export const bare = (page: Page, figure: Figure): Html => figureHtml(page, figure, { unit: '' });

/** A price to the tenth of a cent, as it is listed. */
export const price = (page: Page, figure: Figure): Html =>
  figureHtml(page, figure, {
    unit: '',
    format: (value) => value.toLocaleString('en-US', { maximumFractionDigits: 3 }),
  });

/** A ratio as percent. */
export const percent = (page: Page, figure: Figure): Html => figureHtml(page, figure, { unit: '%', factor: 100 });

/** Seconds as milliseconds. */
export const milliseconds = (page: Page, figure: Figure): Html => figureHtml(page, figure, { unit: '', factor: 1000 });

function originLetter(page: Page, figure: Figure): Html {
  const { origin } = figure;
  const path = page.pathOf(figure);
  const letter = origin.slice(0, 1);
  return path === undefined
    ? html`<span class="origin ${origin}">${letter}</span>`
    : html`<a class="origin ${origin}" href="#${explanationId(path)}" aria-label="${letter}: ${origin}, explain">${letter}</a>`;
}
