import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * When and with what command a process was started: the system gives ids of ended processes to others. Undefined where
 * there is no such process, or it has ended.
 */
export function processIdentity(pid: number): string | undefined {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // The name in parentheses may hold spaces; the start time is the 22nd field, the 20th after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return command === '' ? undefined : `${started} ${command}`; // who has ended and was not waited for has no command
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const args = ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)];
    const [state = '', ...rest] = execFileSync('ps', args, { encoding: 'utf8' }).trim().split(/\s+/);
    return state.startsWith('Z') ? undefined : rest.join(' ');
  } catch {
    return undefined;
  }
}
