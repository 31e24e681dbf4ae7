import { readFileSync } from 'node:fs';

/** Memory in MB of 1,000,000 bytes, the unit of the limits. */
export interface Memory {
  readonly residentMB: number;
  /** Peak resident memory. */
  readonly peakMB: number;
}

/** Reads memory from the text of /proc/PID/status. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export function memoryIn(status: string): Memory {
  const megabytes = (field: string): number => {
    const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    if (kibibytes === undefined) {
      throw new Error(`/proc/PID/status: must have ${field}, got ${JSON.stringify(status.slice(0, 80))}`);
    }
    return (Number(kibibytes) * 1024) / 1e6;
  };
  return { residentMB: megabytes('VmRSS'), peakMB: megabytes('VmHWM') };
}

/** Clock ticks per second (USER_HZ): 100 on x86-64 and Arm. */
const ticksPerSecond = 100;

/**
 * Reads user and system seconds of all threads from the text of /proc/PID/stat. The name in brackets may hold any character.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html fields 14 and 15
 */
export function cpuSecondsIn(stat: string): number {
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const seconds = (Number(user) + Number(system)) / ticksPerSecond;
  if (!(seconds >= 0)) {
    throw new Error(`/proc/PID/stat: must have times in fields 14 and 15, got ${JSON.stringify(stat)}`);
  }
  return seconds;
}

export const memoryOf = (pid: number): Memory => memoryIn(readFileSync(`/proc/${pid}/status`, 'utf8'));

export const cpuSecondsOf = (pid: number): number => cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
