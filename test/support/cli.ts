import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-root';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly done: Promise<Run>;
}

/** A folder with one of the example fleets, its traces and a lock file. */
export function fleetFolder(example: string, lock?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'polyregion-fleet-'));
  mkdirSync(join(folder, 'traces'));
  cpSync(join(projectRoot, 'fleets/traces'), join(folder, 'traces'), { recursive: true });
  writeFileSync(join(folder, 'fleet.yaml'), readFileSync(join(projectRoot, example)));
  if (lock !== undefined) {
    writeFileSync(join(folder, 'fleet.lock.yaml'), lock);
  }
  return folder;
}

/** What a command finds in its environment, whatever that of the tests holds; its credentials are valid nowhere. */
export const commandEnvironment = (folder: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder,
  NO_COLOR: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  ...environment,
});

/** Runs the real command line with the real SDK in a folder, with these environment variables and dummy credentials. */
export const startCli = (folder: string, args: readonly string[], environment: NodeJS.ProcessEnv): Running =>
  startProgram(folder, join(projectRoot, 'dist/bin/polyregion.js'), args, environment);

/**
 * A program of Node, in a folder.
 *
 * @param detached in a process group of its own, so that a signal can reach what it has started too
 */
export function startProgram(
  folder: string,
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  detached = false,
): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    detached,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: commandEnvironment(folder, environment),
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
    });
  }
  const done = new Promise<Run>((settle) => child.once('close', (status) => settle({ status, ...text })));
  return { process: child, done };
}

export const runCli = (folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> =>
  startCli(folder, args, environment).done;
