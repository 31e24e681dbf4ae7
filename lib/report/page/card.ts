import { type Html, html } from './html';

/** A number that a reader looks for, with a sentence about it. */
export const card = (title: string, value: Html, note: Html): Html =>
  html`<div class="card"><dt>${title}</dt><dd class="large">${value}</dd><dd class="note">${note}</dd></div>\n`;

export const cards = (all: readonly Html[]): Html => html`<dl class="cards">\n${all}</dl>\n`;
