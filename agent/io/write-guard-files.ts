import { mkdirSync, writeFileSync } from 'node:fs';

/** For root alone, which HAProxy runs as: the script holds a secret. */
export function writeGuardFiles(
  folder: string,
  files: readonly { readonly path: string; readonly text: string }[],
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { path, text } of files) {
    writeFileSync(path, text, { mode: 0o600 });
  }
}
