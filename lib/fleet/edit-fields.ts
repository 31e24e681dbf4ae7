import { isCollection, isMap, isScalar, type Pair, parseDocument, type Range, type YAMLMap } from 'yaml';
import { valueYaml } from './edit-models';

/** A field of a fleet file that is set, or removed where it has no value. */
export interface FieldEdit {
  /** Path of the map that has the field; empty for the whole file. */
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly value: string | number | boolean | object | undefined;
}

/** The text of a fleet file with fields set. Every other byte stays, comments included; undefined where a field cannot be reached. */
export const editFields = (text: string, edits: readonly FieldEdit[]): string | undefined =>
  edits.reduce<string | undefined>((edited, edit) => edited && editField(edited, edit), text);

function editField(text: string, { path, key, value }: FieldEdit): string | undefined {
  const document = parseDocument(text);
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (document.errors.length > 0 || !isMap(map) || map.range === undefined || map.range === null) {
    return undefined;
  }
  const pair = map.items.find((one) => isScalar(one.key) && one.key.value === key);
  if (value === undefined) {
    return pair === undefined ? text : removed(text, map, pair);
  }
  const written = valueYaml(value);
  return pair === undefined ? added(text, map, `${key}: ${written}`) : replaced(text, pair, written);
}

const rangeOf = (node: unknown): Range => (node as { readonly range: Range }).range;

function replaced(text: string, { key, value }: Pair, written: string): string {
  const [, keyEnd] = rangeOf(key);
  const [start, end] = rangeOf(value);
  const isBlock = isCollection(value) && !value.flow;
  // A list of several lines becomes one of one line, behind its key unless a comment stands there.
  const from = isBlock && !text.slice(keyEnd, start).includes('#') ? text.indexOf(':', keyEnd) + 1 : start;
  return `${text.slice(0, from)}${from === start ? '' : ' '}${written}${text.slice(start + text.slice(start, end).trimEnd().length)}`;
}

function added(text: string, map: YAMLMap, field: string): string {
  const [, end] = rangeOf(map);
  if (map.flow) {
    const inside = text.slice(0, end - 1).trimEnd();
    return `${inside}${map.items.length > 0 && !inside.endsWith(',') ? ',' : ''} ${field}${text.slice(inside.length)}`;
  }
  const [first] = rangeOf((map.items[0] as Pair).key);
  const indent = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1));
  const at = endOfLine(text, text.slice(0, lastEnd(map)).trimEnd().length);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text.slice(0, at)}${lineBreak}${indent}${field}${text.slice(at)}`;
}

function lastEnd({ items }: YAMLMap): number {
  const { key, value } = items.at(-1) as Pair;
  return rangeOf(value ?? key)[1];
}

function removed(text: string, map: YAMLMap, pair: Pair): string | undefined {
  const [start] = rangeOf(pair.key);
  const [, end] = rangeOf(pair.value ?? pair.key);
  const index = map.items.indexOf(pair as YAMLMap['items'][number]);
  if (map.flow) {
    const next = map.items[index + 1];
    return next === undefined
      ? `${text.slice(0, start).replace(/,?\s*$/, '')}${text.slice(end)}`
      : text.slice(0, start) + text.slice(rangeOf(next.key)[0]);
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const after = endOfLine(text, text.slice(0, end).trimEnd().length);
  // The first field behind the dash of a list has the dash on its line.
  return text.slice(lineStart, start).trim() === '' ? text.slice(0, lineStart) + text.slice(after + 1) : undefined;
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  const line = found < 0 ? text.length : found;
  return text[line - 1] === '\r' ? line - 1 : line;
}
