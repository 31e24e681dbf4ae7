import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

export interface StartOptions {
  /** Hears the id of the process before it does anything. */
  readonly onStarted?: (pid: number) => void;
  /** Ends the process and all that it started. */
  readonly signal?: AbortSignal;
}

export interface GroupOptions extends Pick<StartOptions, 'onStarted'> {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where stdout and stderr go. */
  readonly output: 'pipe' | number;
}

/** Becomes the program when it is told to, and ends when whoever should tell it has ended. */
const waiting = 'read -r _ && exec "$0" "$@"';

/** Starts a program as the leader of a process group. Whenever its starter is killed, nothing runs that was not heard of. */
export function startGroup(command: string, args: readonly string[], options: GroupOptions): ChildProcess {
  const { env, cwd, output, onStarted } = options;
  const child = spawn('/bin/sh', ['-c', waiting, command, ...args], {
    env,
    cwd,
    stdio: ['pipe', output, output],
    detached: true,
  });
  const input = child.stdin as Writable;
  input.on('error', () => undefined); // it has ended, which its exit tells
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

/** Ends a process group, whose leader has the id; nothing happens where it is gone already. */
export function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw thrown;
    }
  }
}
