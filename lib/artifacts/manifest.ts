import { createHash } from 'node:crypto';

/** One file of the weights. */
export interface ManifestEntry {
  /** Relative to the folder of the weights, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface Manifest {
  readonly text: string;
  /** Of the text, `sha256:` and 64 hexadecimal digits: what identifies these weights. */
  readonly digest: string;
}

/** What a folder of weights holds. The same files give the same digest, whatever order they were read in. */
export function manifestOf(files: readonly ManifestEntry[]): Manifest {
  const sorted = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  const text = `${JSON.stringify({ version: 1, files: sorted }, null, 1)}\n`;
  return { text, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` };
}
