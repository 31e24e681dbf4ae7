import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { python } from '../emulators/emulators';
import { endGroup } from '../emulators/server-process';
import { projectRoot } from '../project-root';
import { commandOf } from './command-of';

/** Everything that a local deployment writes is in here, and goes with it. */
export const localFolder = join(projectRoot, '.local');

const stateSchema = z.strictObject({
  /** Process that deploys, while it does. */
  deployer: z.int().optional(),
  /** Emulators: each is the leader of a process group. */
  servers: z.array(z.strictObject({ name: z.string(), pid: z.int(), url: z.string() })),
});

export type LocalState = z.infer<typeof stateSchema>;

const stateFile = (folder: string): string => join(folder, 'state.json');

/** Claims the folder for one run. @throws Error when another run has it */
export function claim(folder: string): void {
  const other = readState(folder);
  if (other !== undefined && isInUse(other)) {
    throw new Error(
      `deploy:local: another run has ${folder}, got ${describe(other)}, expected none; end it: npm run destroy:local`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder); // fails where another run has just made it
  writeState(folder, { deployer: process.pid, servers: [] });
}

export const writeState = (folder: string, state: LocalState): void =>
  writeFileSync(stateFile(folder), `${JSON.stringify(state, null, 2)}\n`);

export function readState(folder: string): LocalState | undefined {
  return existsSync(stateFile(folder))
    ? stateSchema.parse(JSON.parse(readFileSync(stateFile(folder), 'utf8')))
    : undefined;
}

/** Ends what a run has started, by process id, and removes what it has written. Says what it ended. */
export function release(folder: string): string[] {
  const state = readState(folder);
  const ended = (state?.servers ?? []).filter(({ pid }) => isOurs(pid));
  for (const { pid } of ended) {
    endGroup(pid);
  }
  rmSync(folder, { recursive: true, force: true });
  return ended.map(({ name, url }) => `${name} on ${url}`);
}

const isInUse = ({ deployer, servers }: LocalState): boolean =>
  (deployer !== undefined && commandOf(deployer)?.includes('deploy-local') === true) ||
  servers.some(({ pid }) => isOurs(pid));

const describe = ({ deployer, servers }: LocalState): string =>
  [
    ...(deployer === undefined ? [] : [`process ${deployer}`]),
    ...servers.map(({ name, url }) => `${name} on ${url}`),
  ].join(', ');

/** The system gives ids of ended processes to others. */
const isOurs = (pid: number): boolean => commandOf(pid)?.includes(python) === true;
