import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Finding } from '../contract/findings';

/** The findings with the line and column of the text that their paths lead to, as far as the text has them. */
export function withPlaces(findings: readonly Finding[], text: string, file: string): Finding[] {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines, resolveKnownTags: false, logLevel: 'error' });
  const [unreadable] = errors;
  return findings.map((finding) => {
    const offset = unreadable === undefined ? offsetOf(contents, finding.path) : unreadable.pos[0];
    if (offset === undefined) {
      return finding;
    }
    const { line, col } = lines.linePos(offset);
    return { ...finding, at: { file, line, column: col } };
  });
}

/** Where the key or entry begins that a path leads to, or else the last one on the way that is there. */
function offsetOf(contents: ParsedNode | null, path: string): number | undefined {
  let node: unknown = contents;
  let rest = path;
  let offset: number | undefined;
  while (rest !== '') {
    const next = isMap(node) ? keyIn(node.items, rest) : isSeq(node) ? entryIn(node.items, rest) : undefined;
    if (next === undefined) {
      return offset;
    }
    ({ node, rest, offset } = next);
  }
  return offset;
}

interface Step {
  readonly node: unknown;
  readonly rest: string;
  readonly offset: number | undefined;
}

/** Keys may have dots in them, as names of instance types have: the longest that fits is meant. */
function keyIn(pairs: readonly { key: unknown; value: unknown }[], path: string): Step | undefined {
  const fitting = pairs.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    const after = path.slice(name.length);
    const isMeant =
      name !== '' && path.startsWith(name) && (after === '' || after.startsWith('.') || after.startsWith('['));
    return isMeant && isScalar(key)
      ? [{ name, node: value, rest: after.replace(/^\./, ''), offset: key.range?.[0] }]
      : [];
  });
  return fitting.sort((a, b) => b.name.length - a.name.length)[0];
}

function entryIn(items: readonly unknown[], path: string): Step | undefined {
  const [whole, index] = /^\[(\d+)\]\.?/.exec(path) ?? [];
  const item = items[Number(index)];
  return whole === undefined || item === undefined
    ? undefined
    : { node: item, rest: path.slice(whole.length), offset: (item as { range?: [number] }).range?.[0] };
}
