import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkDeployment } from '../deploy/check-deployment';
import { type Deployment, deployFleet, synthesizeFleet, validPlan } from '../deploy/deploy-fleet';
import { startEmulator } from '../emulators/emulators';
import { assertFree } from '../emulators/free-port';
import type { ServerProcess } from '../emulators/server-process';
import { calledCell } from '../instance/called-cell';
import { type LocalInstance, startLocalInstance } from '../instance/local-instance';
import { haproxy } from '../instance/plain-commands';
import type { EmulatorName } from '../strip/strip-list';
import { isRunning, type LocalProcess, localProcess, writeState } from './local-state';
import { claim, release } from './running-fleet';

export interface LocalOptions {
  readonly fleet: string;
  /** Folder of all written files. */
  readonly folder: string;
  /** Loopback ports of each emulator, and of HAProxy. @default - any free port */
  readonly ports: Readonly<Record<EmulatorName | 'serving', number | undefined>>;
  readonly progress: (line: string) => void;
  /** Ends the run and removes everything that it has started or written. */
  readonly signal: AbortSignal;
}

export interface LocalFleet extends Readonly<Record<EmulatorName, Deployment>> {
  readonly instance: LocalInstance | NoInstance;
}

export interface NoInstance {
  /** Why there is nothing to call. */
  readonly absent: string;
}

const emulators: readonly EmulatorName[] = ['ministack', 'moto'];

/** @throws Error when a step fails, after ending every process and removing every file of the run */
export async function deployLocally(options: LocalOptions): Promise<LocalFleet> {
  validPlan(options.fleet);
  claim(options.folder);
  try {
    for (const [what, port] of Object.entries(options.ports)) {
      await (port === undefined ? undefined : assertFree(port, what === 'serving' ? 'HAProxy' : what));
    }
    return await deploy(options);
  } catch (thrown) {
    await release(options.folder);
    throw options.signal.aborted ? options.signal.reason : thrown;
  }
}

/** Deploys to both emulators in turn, starts an instance beside them, and leaves all of it running. */
async function deploy(options: LocalOptions): Promise<LocalFleet> {
  const { fleet, folder, progress } = options;
  const groups = new Map<number, LocalProcess>();
  const note = (name: string, url?: string) => (pid: number) => {
    groups.set(pid, localProcess(name, pid, url));
    writeState(folder, { deployer: localProcess('the deployment', process.pid), groups: running(groups) });
  };
  const fallen = new AbortController();
  const signal = AbortSignal.any([options.signal, fallen.signal]);
  const servers: [EmulatorName, ServerProcess][] = [];
  try {
    progress(`cdk synth of ${fleet}`);
    const onStarted = note('cdk');
    const synthesized = await synthesizeFleet(fleet, join(folder, 'synth'), { signal, onStarted });
    const deployments = new Map<EmulatorName, Deployment>();
    for (const emulator of emulators) {
      const { account } = synthesized.plan.fleet;
      const home = join(folder, emulator);
      const port = options.ports[emulator];
      const server = await startEmulator(emulator, { account, folder: home, port, signal, onStarted: note(emulator) });
      note(emulator, server.url)(server.pid);
      servers.push([emulator, server]);
      void server.ended.then((log) => fallen.abort(endedEarly(emulator, log)));
      progress(`${emulator}: listens on ${server.url}`);
      const deployment = await deployFleet({
        emulator,
        server,
        synthesized,
        folder: home,
        progress,
        signal,
        onStarted,
      });
      deployments.set(emulator, deployment);
      const faults = await checkDeployment(deployment);
      if (faults.length > 0) {
        throw new Error(`${emulator}: does not hold what was deployed\n${faults.join('\n')}`);
      }
    }
    const { ministack, moto } = Object.fromEntries(deployments) as Record<EmulatorName, Deployment>;
    const instance = await startInstance(ministack, { ...options, signal }, note);
    signal.throwIfAborted();
    writeState(folder, { groups: running(groups) });
    for (const [, server] of servers) {
      server.leaveRunning();
    }
    if ('url' in instance) {
      instance.leaveRunning();
    }
    return { ministack, moto, instance };
  } catch (thrown) {
    // An emulator that has ended is the cause of every other failure, so the message reports it.
    for (const [emulator, { pid, ended }] of servers) {
      const known = groups.get(pid);
      if (known !== undefined && !isRunning(known)) {
        throw endedEarly(emulator, await ended);
      }
    }
    throw thrown;
  }
}

async function startInstance(
  deployment: Deployment,
  { folder, ports, progress, signal }: LocalOptions,
  note: (name: string, url?: string) => (pid: number) => void,
): Promise<LocalInstance | NoInstance> {
  const cell = calledCell(deployment.plan);
  if (cell === undefined) {
    return { absent: 'The fleet deploys no workload that could be called.' };
  }
  if (!existsSync(haproxy)) {
    return { absent: 'HAProxy is missing: npm run haproxy gets it, or says how. Then deploy again.' };
  }
  progress(`an instance of ${cell.model} in ${cell.region}: agent, HAProxy and test engines`);
  const onStarted = (name: string, pid: number, url?: string): void => note(name, url)(pid);
  return startLocalInstance({ deployment, cell, folder, port: ports.serving, onStarted, signal });
}

const running = (groups: ReadonlyMap<number, LocalProcess>): LocalProcess[] => [...groups.values()].filter(isRunning);

const endedEarly = (emulator: EmulatorName, log: string): Error =>
  new Error(`${emulator}: ended in the middle of it, got\n${log}`);
