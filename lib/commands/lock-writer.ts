import { existsSync, readFileSync } from 'node:fs';
import { editLock, type LockEdit } from '../fleet/edit-lock';
import { lockFilePath } from './read-plan';
import { replaceFile } from './replace-file';

export interface LockChange {
  readonly path: string;
  readonly changed: boolean;
}

/** Writes entries into the lock file beside a fleet file. A reader sees the old file or the new one, never a part. */
export function writeLock(fleetPath: string, edits: readonly LockEdit[], check = false): LockChange {
  const path = lockFilePath(fleetPath);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const edited = editLock(text, edits);
  const changed = edited !== text;
  if (changed && !check) {
    replaceFile(path, edited);
  }
  return { path, changed };
}
