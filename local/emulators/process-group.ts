import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

export interface StartOptions {
  /** Called with the id of the process before the program starts. */
  readonly onStarted?: (pid: number) => void;
  /** Ends the process and everything that it started. */
  readonly signal?: AbortSignal;
}

export interface GroupOptions extends Pick<StartOptions, 'onStarted'> {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** File descriptors for standard output and standard error. */
  readonly output: 'pipe' | number;
}

/** Shell text that waits for a line on its input before it becomes the program. It ends where its starter has ended first. */
const waiting = 'read -r _ && exec "$0" "$@"';

/** Starts a program as the leader of a process group. The program runs only once its id was reported, even if the starter is killed. */
export function startGroup(command: string, args: readonly string[], options: GroupOptions): ChildProcess {
  const { env, cwd, output, onStarted } = options;
  const child = spawn('/bin/sh', ['-c', waiting, command, ...args], {
    env,
    cwd,
    stdio: ['pipe', output, output],
    detached: true,
  });
  const input = child.stdin as Writable;
  input.on('error', () => undefined); // the process has ended, which its `exit` event reports
  try {
    if (child.pid !== undefined) {
      onStarted?.(child.pid);
    }
    input.end('\n');
  } catch (thrown) {
    input.destroy();
    throw thrown;
  }
  return child;
}

/** Ends the process group of the leader with this id. Nothing happens where the group has already ended. */
export function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw thrown;
    }
  }
}
