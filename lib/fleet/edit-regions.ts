import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, type Range } from 'yaml';

/** A part of the text and its replacement. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

interface RegionList {
  readonly items: readonly { readonly value: unknown; readonly from: number; readonly to: number }[];
  readonly flow: boolean;
}

/**
 * The text of a fleet file with one more region, at the end of `regions` and of its jurisdiction. Every other byte stays:
 * a fleet file is laid out by people, and rendering it anew would move their comments.
 */
export function addRegion(text: string, region: string, jurisdiction: string): string {
  const document = parseDocument(text);
  const paths = [['regions'], ['jurisdictions', jurisdiction]];
  return spliced(
    text,
    listsAt(document, paths)
      .filter(({ items }) => !items.some(({ value }) => value === region))
      .map((list) => insertion(text, list, region)),
  );
}

/** The text of a fleet file without a region, in `regions` and every jurisdiction. */
export const removeRegion = (text: string, region: string): string =>
  spliced(
    text,
    allLists(text).flatMap((list) =>
      list.items.flatMap(({ value }, index) => (value === region ? deletions(text, list, index) : [])),
    ),
  );

/** The text of a fleet file with another region in the place of one, in `regions` and every jurisdiction. */
export const swapRegion = (text: string, region: string, next: string): string =>
  spliced(
    text,
    allLists(text).flatMap(({ items }) =>
      items.flatMap(({ value, from, to }) => (value === region ? [{ from, to, put: next }] : [])),
    ),
  );

/** `regions` and the list of every jurisdiction. */
function allLists(text: string): RegionList[] {
  const document = parseDocument(text);
  const jurisdictions = document.get('jurisdictions');
  const names = isMap(jurisdictions) ? jurisdictions.items.map(({ key }) => String(key)) : [];
  return listsAt(document, [['regions'], ...names.map((name) => ['jurisdictions', name])]);
}

/** Each list once, however many names lead to it. */
function listsAt(document: Document, paths: readonly (readonly string[])[]): RegionList[] {
  const nodes = paths
    .map((path) => document.getIn(path, true))
    .map((node) => (isAlias(node) ? node.resolve(document) : node));
  return [...new Set(nodes)].filter(isSeq).map((list) => ({
    flow: list.flow === true,
    items: list.items.filter(isScalar).map(({ value, range }) => {
      const [from, to] = range as Range;
      return { value, from, to };
    }),
  }));
}

function insertion(text: string, { items, flow }: RegionList, region: string): Splice {
  const last = items.at(-1);
  if (last === undefined || flow) {
    const at = last?.to ?? 0;
    return { from: at, to: at, put: last === undefined ? '' : `, ${region}` };
  }
  const at = lineEnd(text, last.to);
  const [dash = '- '] = /^\s*-\s+/.exec(text.slice(lineStart(text, last.from))) ?? [];
  return { from: at, to: at, put: `${text.includes('\r\n') ? '\r\n' : '\n'}${dash}${region}` };
}

function deletions(text: string, { items, flow }: RegionList, index: number): Splice[] {
  const item = items[index] as RegionList['items'][number];
  if (!flow) {
    const end = text.indexOf('\n', item.to);
    return [{ from: lineStart(text, item.from), to: end < 0 ? text.length : end + 1, put: '' }];
  }
  const [before, after] = [items[index - 1], items[index + 1]];
  const [from, to] = after === undefined ? [before?.to ?? item.from, item.from] : [item.to, after.from];
  const between = text.slice(from, to);
  // A comment between two items is about one of them: only the comma goes.
  const cut = /^\s*,\s*$/.test(between) ? [from, to] : [from + between.indexOf(','), from + between.indexOf(',') + 1];
  return [
    { from: item.from, to: item.to, put: '' },
    ...(between.includes(',') ? [{ from: cut[0] as number, to: cut[1] as number, put: '' }] : []),
  ];
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  const line = end < 0 ? text.length : end;
  return text[line - 1] === '\r' ? line - 1 : line;
}

const spliced = (text: string, splices: readonly Splice[]): string =>
  [...splices]
    .sort((a, b) => b.from - a.from)
    .reduce((edited, { from, to, put }) => edited.slice(0, from) + put + edited.slice(to), text);
