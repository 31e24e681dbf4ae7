import { existsSync, readFileSync, statSync } from 'node:fs';
import { error, type Finding } from '../contract/findings';

/** No fleet file that a person writes is larger. The loader has a lower limit; this one keeps a huge file from being read. */
const maxBytes = 64 * 1024 * 1024;

/** What is asked for where a fleet file should be. */
export const fleetFileExpected = 'a fleet file';

/** What to do where there is none. */
const fix = 'create one: npx polyregion init; or name another: --fleet PATH';

/** The text of a file, or a finding that says why there is none. */
export function readSmallFile(path: string, expected: string): string | Finding {
  const refuse = (problem: string): Finding =>
    error([], { problem, got: path, expected, fix, source: 'npx polyregion --help' });
  if (!existsSync(path)) {
    return refuse('does not exist');
  }
  const { size, isFile } = { size: statSync(path).size, isFile: statSync(path).isFile() };
  if (!isFile) {
    return refuse('is not a file');
  }
  if (size > maxBytes) {
    return refuse(`is too large, ${size} bytes`);
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    return refuse(`cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
