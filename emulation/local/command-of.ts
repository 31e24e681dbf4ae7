import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** With what command a process was started; undefined where there is no such process. */
export function commandOf(pid: number): string | undefined {
  if (existsSync('/proc/self')) {
    const file = `/proc/${pid}/cmdline`;
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : undefined;
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
