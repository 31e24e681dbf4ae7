import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** New texts by path. */
export type NewFiles = ReadonlyMap<string, string>;

/**
 * Writes all files or none: first beside their places, then it moves each to its place. Where one cannot be moved, those that
 * were are put back as they were.
 *
 * @throws what the file system says, when nothing is written
 */
export function writeTogether(files: NewFiles): void {
  const draft = (path: string): string => `${path}.${process.pid}.draft`;
  const paths = [...files.keys()];
  const old = new Map(paths.map((path) => [path, existsSync(path) ? readFileSync(path) : undefined]));
  const moved: string[] = [];
  try {
    for (const [path, text] of files) {
      writeFileSync(draft(path), text, { flag: 'wx' });
    }
    for (const path of paths) {
      renameSync(draft(path), path);
      moved.push(path);
    }
  } catch (thrown) {
    for (const path of moved) {
      putBack(path, old.get(path));
    }
    throw thrown;
  } finally {
    for (const path of paths) {
      rmSync(draft(path), { force: true });
    }
  }
}

function putBack(path: string, text: Buffer | undefined): void {
  if (text === undefined) {
    rmSync(path, { force: true });
  } else {
    writeFileSync(path, text);
  }
}
