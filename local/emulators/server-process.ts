import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { endGroup, type StartOptions, startGroup } from './process-group';

export interface ServerProcess {
  readonly url: string;
  /** Id of the process, and of the group with everything that it starts. */
  readonly pid: number;
  /** Resolves with the last lines of the process when it has ended. */
  readonly ended: Promise<string>;
  /** File that receives the output of the server. */
  readonly logFile: string;
  /** Ends the server and everything that it started. Resolves when they have ended. */
  stop(): Promise<void>;
  /** Allows this program to end while the server goes on. */
  leaveRunning(): void;
}

export interface ServerOptions extends StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** File that receives the output of the server. */
  readonly logFile: string;
  /** Matches the line that states the address of the server. Its first group is the port. */
  readonly listening: RegExp;
}

const pollMilliseconds = 50;

/**
 * Starts an external server in a process group of its own, and waits until it listens on loopback.
 *
 * @throws Error with the last lines of the server when it ends before it listens
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { command, args, env, logFile, listening, onStarted, signal } = options;
  signal?.throwIfAborted();
  const output = openSync(logFile, 'w');
  const child = startGroup(command, args, { env, output, onStarted });
  closeSync(output);
  const { pid } = child;
  const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const ended = new Promise<string>((settle) => {
    child.once('error', ({ message }) => settle(message));
    child.once('exit', () => settle(lastLines(log())));
  });
  if (pid === undefined) {
    throw new Error(`${command}: cannot be started, got ${await ended}`);
  }
  const stop = async (): Promise<void> => {
    endGroup(pid);
    await ended;
  };
  const port = await portOf(log, listening, child, signal);
  if (port === undefined) {
    await stop();
    signal?.throwIfAborted();
    throw new Error(`${[command, ...args].join(' ')}: ended before it listened\n${await ended}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    ended,
    logFile,
    stop,
    leaveRunning: () => child.unref(),
  };
}

async function portOf(
  log: () => string,
  listening: RegExp,
  child: ChildProcess,
  signal?: AbortSignal,
): Promise<string | undefined> {
  while (child.exitCode === null && child.signalCode === null && !signal?.aborted) {
    const [, port] = listening.exec(log()) ?? [];
    if (port !== undefined) {
      return port;
    }
    await setTimeout(pollMilliseconds);
  }
  return undefined;
}

export const lastLines = (log: string): string => log.trimEnd().split('\n').slice(-12).join('\n');
