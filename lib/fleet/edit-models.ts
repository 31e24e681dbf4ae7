import { isMap, isSeq, parseDocument, type Range } from 'yaml';

/** What a fleet file says of a model, on one line. */
export interface ModelEntry {
  readonly name?: string;
  readonly model?: string;
  readonly weights?: string;
  readonly task?: string;
  readonly config?: string;
  readonly tensorParallel?: number;
  readonly parallel?: { readonly tensor: number; readonly data: number; readonly expert: boolean };
  readonly instanceTypes: readonly string[];
}

/** The entry as YAML, without the dash before it. */
export const entryYaml = ({ instanceTypes, ...rest }: ModelEntry): string =>
  inBraces([...fieldsYaml(rest), `instanceTypes: [${instanceTypes.map(quoted).join(', ')}]`]);

const fieldsYaml = (fields: object): string[] =>
  Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${valueYaml(value)}`]));

const valueYaml = (value: string | number | boolean | object): string =>
  typeof value === 'string' ? quoted(value) : typeof value === 'object' ? inBraces(fieldsYaml(value)) : String(value);

const inBraces = (parts: readonly string[]): string => `{ ${parts.join(', ')} }`;

/** A word that YAML would read as something else, or end early, stands in quotes. */
const quoted = (word: string): string =>
  /^[A-Za-z][\w./-]*$/.test(word) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(word) ? word : JSON.stringify(word);

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
