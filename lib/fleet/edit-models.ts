import { isMap, isSeq, parseDocument, type Range } from 'yaml';
import type { LayoutFields } from './placed-model';

/** What a fleet file says of a model, on one line. */
export interface ModelEntry extends LayoutFields {
  readonly name?: string;
  readonly model?: string;
  readonly weights?: string;
  readonly task?: string;
  readonly config?: string;
  readonly instanceTypes: readonly string[];
}

/** The entry as YAML, without the dash before it. */
export const entryYaml = (entry: ModelEntry): string => inBraces(fieldsYaml(entry));

/** Fields of an entry, each as `key: value`. */
export const fieldsYaml = (fields: object): string[] =>
  Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${valueYaml(value)}`]));

export function valueYaml(value: string | number | boolean | object): string {
  if (typeof value !== 'object') {
    return typeof value === 'string' ? quoted(value) : String(value);
  }
  return Array.isArray(value) ? `[${value.map(valueYaml).join(', ')}]` : inBraces(fieldsYaml(value));
}

const inBraces = (parts: readonly string[]): string => `{ ${parts.join(', ')} }`;

/** A word that YAML would read as something else, or end early, stands in quotes. */
const quoted = (word: string): string =>
  /^[A-Za-z][\w./-]*$/.test(word) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(word) ? word : JSON.stringify(word);

/** Regions that a fleet file names, as far as they can be read. */
export function regionsIn(text: string): string[] {
  const { regions } = (parseDocument(text).toJS() ?? {}) as { readonly regions?: unknown };
  return Array.isArray(regions) ? regions.filter((code) => typeof code === 'string') : [];
}

/**
 * The text of a fleet file with one more model, after the last. Every other byte stays; undefined where the file has no
 * list of models to add to.
 */
export function addModel(text: string, entry: ModelEntry): string | undefined {
  const models = parseDocument(text).get('models', true);
  if (!isSeq(models)) {
    return undefined;
  }
  const last = models.items.at(-1);
  if (!isMap(last)) {
    return undefined;
  }
  const [start, end] = last.range as Range;
  if (models.flow) {
    return `${text.slice(0, end)}, ${entryYaml(entry)}${text.slice(end)}`;
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [dash = '- '] = /^\s*-\s+/.exec(text.slice(lineStart)) ?? [];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const at = endOfLine(text, end);
  return `${text.slice(0, at)}${lineBreak}${dash}${entryYaml(entry)}${text.slice(at)}`;
}

/** The end of the line in which an entry ends. An entry of several lines ends where the next token begins, after its line. */
function endOfLine(text: string, end: number): number {
  const last = text.slice(0, end).trimEnd().length;
  const found = text.indexOf('\n', last);
  const line = found < 0 ? text.length : found;
  return text[line - 1] === '\r' ? line - 1 : line;
}
