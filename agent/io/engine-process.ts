import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EngineCommand } from '../../lib/engine/engine-command';
import type { Clock } from '../ports/clock';
import { fillCommand } from './fill-command';
import { runCommand } from './run-command';

export interface EngineSpec {
  readonly command: Pick<EngineCommand, 'pull' | 'run' | 'stop' | 'remove'>;
  readonly values: Readonly<Record<string, string | number>>;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The engine's own output while it starts and after; written anew at each start. */
  readonly logFile: string;
}

/** A running engine. It outlives the agent, so that a restarted agent need not load the model again. */
export interface EngineProcess {
  readonly pid: number;
  /** Settles with the exit status, once it has ended. */
  readonly ended: Promise<number>;
}

const mostLogBytes = 1024 * 1024;
const mostTailBytes = 256 * 1024;

export function startEngine({ command, values, flags, environment, logFile }: EngineSpec): EngineProcess {
  const [program = '', ...args] = fillCommand(command.run, { ...values, pid: '' }, flags);
  const output = openLog(logFile);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', output ?? 'ignore', output ?? 'ignore'],
    env: { ...process.env, ...environment },
  });
  if (output !== undefined) {
    closeSync(output);
  }
  child.unref();
  const ended = new Promise<number>((settle) => {
    child.once('error', () => settle(127));
    child.once('exit', (status) => settle(status ?? 128));
  });
  return { pid: child.pid ?? 0, ended };
}

/** Undefined where the disk takes none: the engine then runs without a log. */
function openLog(path: string): number | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w', 0o600);
  } catch {
    return undefined;
  }
}

/** The exit code of an engine that an earlier agent started is not known. */
const unknownStatus = -1;
const adoptedPollSeconds = 2;

export function adoptEngine(pid: number, clock: Clock): EngineProcess {
  const watch = async (): Promise<number> => {
    while (isRunning(pid)) {
      await clock.sleep(adoptedPollSeconds);
    }
    return unknownStatus;
  };
  return { pid, ended: watch() };
}

/** Asks the engine to finish; settles once the command that asks has, or is given up. */
export const stopEngine = (
  { command, values }: EngineSpec,
  pid: number,
  stopSeconds: number,
  signal: AbortSignal,
): Promise<number> => runCommand(fillCommand(command.stop, { ...values, pid, stopSeconds }), signal);

/** A container whose GPU does not let it go is waited for no longer. Assumed. */
const removeSeconds = 30;

/** Ends it at once, if it is there. */
export const removeEngine = async (
  { command, values }: EngineSpec,
  pid: number | undefined,
  clock: Pick<Clock, 'limit'>,
  limitSeconds = removeSeconds,
): Promise<void> => {
  await runCommand(
    fillCommand(command.remove, { ...values, pid: pid ?? '', stopSeconds: 0 }),
    clock.limit(limitSeconds),
  );
};

/** A process that has ended and that its parent has not collected yet does not run. */
export function isRunning(pid: number | undefined): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The end of what the engine wrote since it was started last; empty where it has no log. */
export function engineLogTail({ logFile }: EngineSpec): string {
  try {
    const file = openSync(logFile, 'r');
    try {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(size, mostTailBytes));
      readSync(file, tail, 0, tail.length, size - tail.length);
      return tail.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

/** The beginning of what the engine wrote. */
export function engineLog({ logFile }: EngineSpec): string {
  return existsSync(logFile) && statSync(logFile).size <= mostLogBytes ? readFileSync(logFile, 'utf8') : '';
}
