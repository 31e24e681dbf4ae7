import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * The start time of a process, which tells it from a later process with the same id. Undefined where there is no such
 * process, or where it has ended.
 */
export const processIdentity = (pid: number): string | undefined =>
  existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);

const hasEnded = /^[ZX]/; // state of an ended process whose parent has not yet read its status

function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces. The 3rd field is the state, the 22nd the start time in ticks since boot.
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return hasEnded.test(state) ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
    const [state = '', ...started] = output.trim().split(/\s+/);
    return hasEnded.test(state) ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}
