/** Markup that is safe to print: made by {@link html}, or trusted by {@link raw}. A class, so that no data can pose as it. */
export class Html {
  constructor(readonly text: string) {}
}

type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** Markup whose interpolated values are escaped, except markup itself; `undefined` prints nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  new Html(strings.map((part, index) => `${part}${textOf(values[index])}`).join(''));

/** Markup from a trusted maker, never from data. */
export const raw = (text: string): Html => new Html(text);

function textOf(value: HtmlValue): string {
  if (value instanceof Html) {
    return value.text;
  }
  if (typeof value === 'object') {
    return value.map(textOf).join('');
  }
  return value === undefined ? '' : escapeText(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] as string);
