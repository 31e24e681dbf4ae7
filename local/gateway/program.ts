import { type ChildProcess, spawn } from 'node:child_process';

/** A program that ends with this one, and what it writes. */
export interface Program {
  readonly child: ChildProcess;
  log(): string;
  /** Resolves with the first match in what it writes. @throws Error where it ends before */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const ended = new Promise<string>((settle) => {
    child.once('error', ({ message }) => settle(message));
    child.once('close', (status) => settle(`exit status ${status}`));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return {
    child,
    log: () => text,
    says: (pattern) =>
      new Promise((settle, fail) => {
        const look = (): void => {
          const found = pattern.exec(text);
          if (found !== null) {
            settle(found);
          }
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void ended.then((how) => fail(new Error(`${command}: got ${how} before it said ${pattern}\n${text}`)));
        look();
      }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}
