import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { commandEnvironment } from './cli';
import { projectRoot } from './project-root';

/** Ends what hangs; nothing is promised about time. */
const patienceMs = 60_000;

/** The command line at a terminal of 80 columns, in a folder, for a person who types. */
export class Terminal {
  private screen = '';
  private read = 0;
  private isOver = false;
  private readonly child;
  /** Exit status. */
  readonly done: Promise<number | null>;

  constructor(folder: string, args: readonly string[]) {
    const program = join(projectRoot, 'dist/bin/polyregion.js');
    const words = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
    // `script` of util-linux gives a command a terminal, and takes what is typed from its own input.
    this.child = spawn(
      'script',
      ['--quiet', '--return', '--command', `stty cols 80 rows 40; exec ${words}`, '/dev/null'],
      {
        cwd: folder,
        env: { ...commandEnvironment(folder, {}), TERM: 'xterm', SHELL: '/bin/sh' },
      },
    );
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.screen += stripVTControlCharacters(text);
    });
    this.done = new Promise((settle) =>
      this.child.once('close', (status) => {
        this.isOver = true;
        settle(status);
      }),
    );
  }

  get text(): string {
    return this.screen;
  }

  /** Waits until the program has written this since it was last answered, and then types. */
  async answer(shown: string, keys: string): Promise<void> {
    const until = Date.now() + patienceMs;
    while (!this.screen.slice(this.read).includes(shown)) {
      if (this.isOver || Date.now() > until) {
        this.child.kill();
        throw new Error(`the program never showed ${JSON.stringify(shown)}:\n${this.screen}`);
      }
      await new Promise((settle) => setTimeout(settle, 20));
    }
    this.read = this.screen.length;
    this.child.stdin.write(keys);
  }
}

export const keys = { enter: '\r', down: '\u001b[B' } as const;
