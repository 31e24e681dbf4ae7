import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** One of the programs under simulators/, in a process of its own. */
export interface Simulator {
  /** The first that it has printed. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything that it has written so far. */
  log(): string;
  /** What it has written, or will write, that matches; fails where it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Changes what is named in the JSON, through its control path. */
  control(change: object): Promise<Record<string, unknown>>;
  /** Status with which it ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it by its own id. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A Node program of `simulators/`, once it says on which loopback URL it listens. */
export const startSimulator = (program: string, args: readonly string[] = [], env?: NodeJS.ProcessEnv) =>
  startProcess(process.execPath, [join(projectRoot, `dist/simulators/${program}/main.js`), ...args], env);

export async function startProcess(command: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const ended = new Promise<number | null>((settle, fail) => {
    child.once('error', fail);
    child.once('close', settle);
  });
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((settle, fail) => {
      const look = (): void => {
        const found = pattern.exec(log);
        if (found !== null) {
          settle(found);
        }
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      ended.then((status) => fail(new Error(`ended with ${status} before it said ${pattern}\n${log}`)), fail);
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const [, url = ''] = await says(/^\w+: (http:\/\/127\.0\.0\.1:\d+)$/m);
  const control = async (change: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/_control`, { method: 'POST', body: JSON.stringify(change) });
    const body = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) {
      throw new Error(String(body.error));
    }
    return body;
  };
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { url, process: child, log: () => log, says, control, ended, stop } satisfies Simulator;
}
