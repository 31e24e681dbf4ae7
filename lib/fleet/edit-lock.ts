import { type Document, isMap, parseDocument, type YAMLMap } from 'yaml';

/** New values of one entry of the lock file. */
export interface LockEdit {
  /** For example `['weights', 'llama-70b']`. */
  readonly path: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** The text of a lock file with entries replaced, or only those made that are missing; comments, order and everything else stay. */
export function editLock(
  text: string | undefined,
  edits: readonly LockEdit[],
  which: 'all' | 'missing' = 'all',
): string {
  const document = parseDocument(text ?? '');
  for (const { path, values } of edits.filter((one) => which === 'all' || !document.hasIn(one.path))) {
    const entry = document.getIn(path);
    for (const [key, value] of Object.entries(values)) {
      if (isMap(entry)) {
        entry.set(key, value);
      }
    }
    if (!isMap(entry)) {
      document.setIn(path, flowMap(document, values));
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** The text of a lock file without one entry, for example `['machineImages', 'us-west-2']`. */
export function dropFromLock(text: string, path: readonly string[]): string {
  const document = parseDocument(text);
  return document.hasIn(path) && document.deleteIn(path) ? document.toString({ lineWidth: 0 }) : text;
}

function flowMap(document: Document, values: LockEdit['values']): YAMLMap {
  const map = document.createNode({ ...values }) as unknown as YAMLMap;
  map.flow = true;
  return map;
}
