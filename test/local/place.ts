import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { projectRoot } from '../../local/project-root';
import { type LocalState, readState } from '../../local/run/local-state';

export interface Run {
  /** Exit status, undefined where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly finished: Promise<Run>;
  /** Waits until it has written a text to stderr. @throws Error when it ends before */
  written(text: string): Promise<void>;
}

/** A folder to deploy into, and a home and a temporary folder of the command's own. */
export class Place {
  private readonly root = mkdtempSync(join(tmpdir(), 'polyregion-local-'));
  /** Does not exist until something is deployed. */
  readonly folder = join(this.root, 'deployed');
  readonly home = join(this.root, 'home');
  readonly temporary = join(this.root, 'tmp');

  constructor() {
    mkdirSync(this.home);
    mkdirSync(this.temporary);
    places.push(this);
  }

  static readonly small = [
    ...['--fleet', 'fleets/small-team.yaml'],
    ...['--ministack-port', '0', '--moto-port', '0', '--port', '0'],
  ];

  deploy(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Started {
    const script = join(projectRoot, 'dist/scripts/deploy-local.js');
    return this.start(process.execPath, [script, '--folder', this.folder, ...Place.small, ...args], env);
  }

  destroy(): Promise<Run> {
    const script = join(projectRoot, 'dist/scripts/destroy-local.js');
    return this.start(process.execPath, [script, '--folder', this.folder]).finished;
  }

  /** Starts the command in a process group of its own, like a shell. */
  start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = projectRoot): Started {
    const child = spawn(command, args, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, HOME: this.home, TMPDIR: this.temporary, NO_COLOR: '1', ...quiet, ...env },
    });
    return started(child);
  }

  state = (): LocalState | undefined => readState(this.folder);

  /** Ids of the processes of this place's deployment: each has the folder in its command or its environment. */
  processes(): number[] {
    return execFileSync('ps', ['axeww', '-o', 'pid=,stat=,command='], { encoding: 'utf8', maxBuffer: 2 ** 27 })
      .split('\n')
      .filter((line) => line.includes(this.folder) && !/^\s*\d+\s+Z/.test(line))
      .map((line) => Number.parseInt(line, 10));
  }

  /** Files that the command left in its home and temporary folder. */
  strays = (): string[] =>
    [this.home, this.temporary].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name),
    );

  remove = (): void => rmSync(this.root, { recursive: true, force: true });
}

const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const places: Place[] = [];

/** Call it in `afterEach` or `afterAll`. It ends what a failed test has left running. */
export function endEverything(): void {
  for (const place of places.splice(0)) {
    for (const pid of place.processes()) {
      end(pid);
    }
    place.remove();
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ended since it was listed
  }
}

function started(child: ChildProcess): Started {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const finished = once(child, 'close').then(([status]): Run => ({ status: status ?? undefined, ...texts }));
  return {
    child,
    pid: child.pid ?? 0,
    finished,
    written: async (text) => {
      while (!texts.stderr.includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`ended before it wrote ${text}:\n${texts.stderr}`);
        }
        await setTimeout(20);
      }
    },
  };
}
