import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endGroup } from '../emulators/process-group';
import { instanceFolder, startedByAgent } from '../instance/started-by-agent';
import { projectRoot } from '../project-root';
import { isRunning, type LocalProcess, localProcess, nameOf, readState, writeState } from './local-state';

/** Folder of all files of a local deployment. It is removed with the deployment. */
export const localFolder = join(projectRoot, '.local');

const pollMilliseconds = 50;
/** Time limit for a deploying program to end the processes that it has started. It usually needs less. */
const patienceMilliseconds = 10_000;

/** Reserves the folder for one run. @throws Error when another run uses it, or when it holds other files */
export function claim(folder: string): void {
  const state = readState(folder);
  const running = [...(state?.deployer ? [state.deployer] : []), ...(state?.groups ?? [])].filter(isRunning);
  if (running.length > 0) {
    throw new Error(
      `deploy:local: another run has ${folder}, got ${running.map(nameOf).join(', ')}, expected none; end it: ${destroyCommand(folder)}`,
    );
  }
  if (state === undefined && existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(
      `${folder}: holds files that deploy:local did not write, expected an empty folder or none; name another --folder`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeState(folder, { deployer: localProcess('the deployment', process.pid), groups: [] });
}

export const destroyCommand = (folder: string): string =>
  folder === localFolder ? 'npm run destroy:local' : `npm run destroy:local -- --folder ${folder}`;

/** Ends a run and the processes that it has started, by process id, and removes its files. @returns what was ended */
export async function release(folder: string): Promise<string[]> {
  const deployer = await endDeployer(folder);
  const groups = (readState(folder)?.groups ?? []).filter(isRunning);
  await endGroups(groups);
  // The agent has ended, so it starts none of them again.
  const ofAgent = startedByAgent(instanceFolder(folder)).map(({ name, pid }) => localProcess(name, pid));
  await endGroups(ofAgent);
  if (readState(folder) !== undefined) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
  return [...deployer, ...groups, ...ofAgent].map(nameOf);
}

async function endGroups(groups: readonly LocalProcess[]): Promise<void> {
  for (const { pid } of groups) {
    endGroup(pid);
  }
  await ended(groups);
}

/** Asks a deploying process to end itself and the processes that it has started. Ends it by force after the time limit. */
async function endDeployer(folder: string): Promise<LocalProcess[]> {
  const { deployer } = readState(folder) ?? {};
  if (deployer === undefined || deployer.pid === process.pid || !isRunning(deployer)) {
    return [];
  }
  process.kill(deployer.pid, 'SIGTERM');
  if (!(await ended([deployer]))) {
    process.kill(deployer.pid, 'SIGKILL');
    await ended([deployer]);
  }
  return [deployer];
}

/** Waits until processes have ended; false where the time limit passes first. */
async function ended(processes: readonly LocalProcess[]): Promise<boolean> {
  for (let waited = 0; processes.some(isRunning); waited += pollMilliseconds) {
    if (waited >= patienceMilliseconds) {
      return false;
    }
    await setTimeout(pollMilliseconds);
  }
  return true;
}
