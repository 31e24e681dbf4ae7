import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { error, type Finding } from '../contract/findings';

/** Writes a file whole or not at all: beside its place first, then moved there. Says what is wrong with the option where it cannot. */
export function writeWhole(path: string, text: string, option = '--out'): Finding | undefined {
  const refuse = (problem: string, expected: string): Finding => ({
    ...error([], { problem, got: path, expected, fix: `give ${option} FILE`, source: 'npx polyregion --help' }),
    path: option,
  });
  if (!existsSync(dirname(path))) {
    return refuse('is in no folder', `a file in a folder that exists, ${dirname(path)} does not`);
  }
  if (existsSync(path) && !statSync(path).isFile()) {
    return refuse('is not a file', 'a new file, or one to replace');
  }
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
    return undefined;
  } catch (thrown) {
    rmSync(beside, { force: true });
    return refuse(
      `cannot be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      'a writable folder',
    );
  }
}
