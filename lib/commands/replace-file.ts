import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file beside its place and moves it there: a reader sees the old file or the new one, never a part. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
