import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processIdentity } from './process-identity';

const processSchema = z.strictObject({
  name: z.string(),
  pid: z.int().positive(),
  /** The value of {@link processIdentity} when the process started. */
  identity: z.string(),
  url: z.string().optional(),
});

const stateSchema = z.strictObject({
  /** The deploying program, while it runs. */
  deployer: processSchema.optional(),
  /** Processes that it has started, each the leader of a process group. Some may have ended. */
  groups: z.array(processSchema),
});

export type LocalProcess = z.infer<typeof processSchema>;
export type LocalState = z.infer<typeof stateSchema>;

const stateFile = (folder: string): string => join(folder, 'state.json');

export const localProcess = (name: string, pid: number, url?: string): LocalProcess => ({
  name,
  pid,
  identity: processIdentity(pid) ?? 'ended',
  url,
});

export const isRunning = ({ pid, identity }: LocalProcess): boolean => processIdentity(pid) === identity;

export const nameOf = ({ name, pid, url }: LocalProcess): string =>
  url === undefined ? `${name} (process ${pid})` : `${name} on ${url}`;

/** Writes the state file whole or not at all, even if the program is killed. */
export function writeState(folder: string, state: LocalState): void {
  const written = `${stateFile(folder)}.new`;
  writeFileSync(written, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(written, stateFile(folder));
}

/** Reads the state file; undefined where there is none. @throws Error where the file holds something else */
export function readState(folder: string): LocalState | undefined {
  const file = stateFile(folder);
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(
      `${file}: cannot be read, expected what deploy:local has written; end the emulators by hand and remove ${folder}`,
    );
  }
}
