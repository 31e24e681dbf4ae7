import { join } from 'node:path';
import { checkDeployment } from '../deploy/check-deployment';
import { type Deployment, deployFleet, synthesizeFleet } from '../deploy/deploy-fleet';
import { startEmulator } from '../emulators/emulators';
import type { ServerProcess } from '../emulators/server-process';
import type { EmulatorName } from '../strip/strip-list';
import { claim, release, writeState } from './running-fleet';

export interface LocalOptions {
  readonly fleet: string;
  /** Holds everything that is written. */
  readonly folder: string;
  /** Port of loopback for each emulator; undefined for any free one. */
  readonly ports: Readonly<Record<EmulatorName, number | undefined>>;
  readonly progress: (line: string) => void;
  /** Ends the run: nothing stays. */
  readonly signal: AbortSignal;
}

export type LocalFleet = Readonly<Record<EmulatorName, Deployment>>;

const emulators: readonly EmulatorName[] = ['ministack', 'moto'];

/**
 * Deploys a fleet to emulators on this machine and leaves them running.
 *
 * @throws Error when anything fails; then nothing is left running or written
 */
export async function deployLocally(options: LocalOptions): Promise<LocalFleet> {
  const { folder } = options;
  claim(folder);
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const servers: [EmulatorName, ServerProcess][] = [];
  const state = () => servers.map(([name, { pid, url }]) => ({ name, pid, url }));
  try {
    options.progress(`cdk synth of ${options.fleet}`);
    const synthesized = await synthesizeFleet(options.fleet, join(folder, 'synth'), signal);
    const deployments = new Map<EmulatorName, Deployment>();
    for (const emulator of emulators) {
      const { account } = synthesized.plan.fleet;
      const home = join(folder, emulator);
      const server = await startEmulator(emulator, { account, folder: home, port: options.ports[emulator] });
      servers.push([emulator, server]);
      writeState(folder, { deployer: process.pid, servers: state() });
      void server.ended.then((log) => ending.abort(new Error(`${emulator}: ended in the middle of it\n${log}`)));
      options.progress(`${emulator}: listens on ${server.url}`);
      const deployment = await deployFleet({ ...options, emulator, server, synthesized, folder: home, signal });
      deployments.set(emulator, deployment);
      const faults = await checkDeployment(deployment);
      if (faults.length > 0) {
        throw new Error(`${emulator}: does not hold what was deployed\n${faults.join('\n')}`);
      }
    }
    signal.throwIfAborted();
    writeState(folder, { servers: state() });
    for (const [, server] of servers) {
      server.leaveRunning();
    }
    return Object.fromEntries(deployments) as Record<EmulatorName, Deployment>;
  } catch (thrown) {
    release(folder);
    throw signal.aborted ? signal.reason : thrown;
  }
}
