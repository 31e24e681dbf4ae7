import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { nameOfError } from '../../programs/name-of-error';
import type { Log, Store } from '../ports';

/** Replaces a file in one step, as Envoy watches for: it reads the old text or the new one. @throws Error where the disk refuses */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.draft`, text, { flush: true });
  renameSync(`${path}.draft`, path);
}

/** A text in a file. A disk that is full or broken is logged, and what runs goes on. */
export const storeIn = (path: string, log: Log): Store => ({
  read: () => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  write: (text) => {
    try {
      writeWhole(path, text);
    } catch (thrown) {
      log('not written', { path, problem: nameOfError(thrown) });
    }
  },
});
