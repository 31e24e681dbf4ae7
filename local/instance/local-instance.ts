import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { agentRuntimeSettings } from '../../lib/contract/agent-settings';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { paths } from '../../lib/contract/endpoints';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import type { Deployment } from '../deploy/deploy-fleet';
import { freePort, freePorts } from '../emulators/free-port';
import { startGroup } from '../emulators/process-group';
import { lastLines, type ServerProcess, startServer } from '../emulators/server-process';
import { projectRoot } from '../project-root';
import { agentEnvironment, emptyEnvironment } from './agent-environment';
import { deployedCell } from './deployed-cell';
import { instanceFolder } from './started-by-agent';
import { storedWeights } from './stored-weights';

/** An instance of a deployed cell as processes of this machine: the agent, HAProxy and test engines. */
export interface LocalInstance {
  /** Where HAProxy answers, as the load balancer would ask it. */
  readonly url: string;
  readonly cell: Pick<CellPlan, 'model' | 'region'>;
  readonly parameters: CellParameters;
  leaveRunning(): void;
}

export interface LocalInstanceOptions {
  /** What the instance belongs to: its parameters, secret and bucket come from this emulator. */
  readonly deployment: Pick<Deployment, 'server' | 'plan' | 'emulator'>;
  readonly cell: CellPlan;
  /** Folder of the local deployment. */
  readonly folder: string;
  /** Loopback port of HAProxy. @default - any free port */
  readonly port?: number | undefined;
  /** Called with name, process id and address of each process before it runs. */
  readonly onStarted: (name: string, pid: number, url?: string) => void;
  readonly signal: AbortSignal;
}

const pollMilliseconds = 50;
/** The test engine loads within a second. Assumed: a machine that is busy takes a minute. */
const readyLimitSeconds = 120;

/** @throws Error with the last lines of the agent when it does not become ready */
export async function startLocalInstance(options: LocalInstanceOptions): Promise<LocalInstance> {
  const { deployment, cell, folder, signal, onStarted } = options;
  const deployed = await deployedCell(deployment, cell);
  const weightsManifest = await storedWeights(deployment, cell.region, deployed);
  const parameters = { ...deployed, weightsManifest };
  mkdirSync(instanceFolder(folder), { recursive: true });
  const metadata = await startMetadata(options);
  const [readinessPort = 0, ...enginePorts] = await freePorts(1 + parameters.replicasPerInstance);
  const ports = {
    servingPort: options.port ?? (await freePort()),
    readinessPort,
    firstEnginePort: enginePorts[0] ?? 0,
  };
  const url = `http://127.0.0.1:${ports.servingPort}`;
  const logFile = join(instanceFolder(folder), 'agent.log');
  const output = openSync(logFile, 'w');
  const program = join(projectRoot, 'dist/bundles/agent/index.js');
  const agent = startGroup(process.execPath, [...agentRuntimeSettings.flags, program], {
    output,
    onStarted: (pid) => onStarted('the agent', pid, url),
    env: agentEnvironment({ deployment, folder, parameters, metadataUrl: metadata.url, ...ports }),
  });
  closeSync(output);
  const begun = performance.now();
  while (!(await isReady(`http://127.0.0.1:${readinessPort}${paths.ready}`))) {
    signal.throwIfAborted();
    const hasEnded = agent.exitCode !== null || agent.signalCode !== null;
    if (hasEnded || performance.now() - begun > readyLimitSeconds * 1000) {
      const problem = hasEnded ? 'ended before it was ready' : `was not ready within ${readyLimitSeconds} s`;
      const log = existsSync(logFile) ? lastLines(readFileSync(logFile, 'utf8')) : '';
      throw new Error(`the agent of ${cell.model} in ${cell.region}: ${problem}, got\n${log}`);
    }
    await setTimeout(pollMilliseconds);
  }
  return {
    url,
    cell,
    parameters,
    leaveRunning: () => {
      metadata.leaveRunning();
      agent.unref();
    },
  };
}

async function startMetadata(options: LocalInstanceOptions): Promise<ServerProcess> {
  const { deployment, cell, folder, signal, onStarted } = options;
  const instance = {
    accountId: deployment.plan.fleet.account,
    region: cell.region,
    instanceType: cell.instanceTypes[0],
    targetLifecycleState: 'InService',
  };
  const metadata = await startServer({
    command: process.execPath,
    args: [join(projectRoot, 'dist/simulators/imds/main.js'), '--instance', JSON.stringify(instance)],
    env: emptyEnvironment(folder),
    logFile: join(instanceFolder(folder), 'metadata.log'),
    listening: /http:\/\/127\.0\.0\.1:(\d+)/,
    onStarted: (pid) => onStarted('instance metadata', pid),
    signal,
  });
  onStarted('instance metadata', metadata.pid, metadata.url);
  return metadata;
}

const isReady = async (url: string): Promise<boolean> => (await fetch(url).catch(() => undefined))?.status === 200;
