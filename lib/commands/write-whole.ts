import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { error, type Finding } from '../contract/findings';

const refusal = (option: string, path: string, problem: string, expected: string): Finding => ({
  ...error([], { problem, got: path, expected, fix: `give ${option} FILE`, source: 'npx polyregion --help' }),
  path: option,
});

/** Why no file can be written at a path; undefined where one can. */
export function placeFault(path: string, option = '--out'): Finding | undefined {
  if (!existsSync(dirname(path))) {
    return refusal(option, path, 'is in no folder', `a file in a folder that exists, ${dirname(path)} does not`);
  }
  return existsSync(path) && !statSync(path).isFile()
    ? refusal(option, path, 'is not a file', 'a new file, or one to replace')
    : undefined;
}

/** Writes a file whole or not at all: beside its place first, then moved there. Says what is wrong with the option where it cannot. */
export function writeWhole(path: string, text: string, option = '--out'): Finding | undefined {
  const fault = placeFault(path, option);
  if (fault !== undefined) {
    return fault;
  }
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
    return undefined;
  } catch (thrown) {
    rmSync(beside, { force: true });
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return refusal(option, path, `cannot be written: ${why}`, 'a writable folder');
  }
}
