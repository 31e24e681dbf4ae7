import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { agentRuntimeSettings, agentEnvironmentNames as names } from '../../lib/contract/agent-settings';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { paths } from '../../lib/contract/endpoints';
import { freePorts } from '../../local/emulators/free-port';
import { endGroup } from '../../local/emulators/process-group';
import { startServer } from '../../local/emulators/server-process';
import { plainEngine, plainGuard } from '../../local/instance/plain-commands';
import { agentStateFolder, startedByAgent } from '../../local/instance/started-by-agent';
import { projectRoot } from '../../local/project-root';
import { atExit } from './at-exit';
import { parameters } from './cell';
import { keys, type ObjectStore } from './object-store';
import { tools } from './tools';

export interface Instance {
  /** Process id of the agent that runs now. */
  readonly pid: number;
  /** Process id of HAProxy. @throws Error where the agent has started none */
  guardPid(): number;
  /** Process ids of the engines that run now. */
  enginePids(): number[];
  readonly servingUrl: string;
  readonly readyUrl: string;
  /** Addresses of the engines. */
  readonly engineUrls: readonly string[];
  /** The agent's lines about one event. */
  lines(event: string): Record<string, unknown>[];
  /** Ends the agent at once, and starts it again as its unit does. */
  restartAgent(): Promise<void>;
  /** Changes how AWS answers; nothing restores the usual answers. */
  answerAws(rules: readonly object[]): Promise<void>;
  stop(): Promise<void>;
}

export interface InstanceProps {
  /** Folder of every file that the instance writes. It is removed at the end. */
  readonly folder: string;
  readonly store: ObjectStore;
  /** Seconds on the clock of the agent and its engine for each real second. */
  readonly timeFactor?: number;
  /** @default 1 */
  readonly engines?: number;
  /** Changes to the parameters of the cell. */
  readonly changes?: Partial<CellParameters>;
  /** Changes to the behaviour of the engines. */
  readonly behaviour?: object;
}

/** The unit of the agent starts it again after so long. */
const restartMilliseconds = 2000;

const secret = { service: 'secretsmanager', operation: 'GetSecretValue', response: { SecretString: 'x'.repeat(64) } };
const engineBehaviour = { loadSeconds: 0, prefillSeconds: 0.02, tokensPerSecond: 200, kvCacheTokens: 1e6 };

/** The agent's bundle under its own Node, with an engine, metadata and AWS beside it, each a process on loopback. */
export async function startInstance(props: InstanceProps): Promise<Instance> {
  const { folder, store, timeFactor = 1, engines = 1 } = props;
  mkdirSync(folder, { recursive: true });
  const emulated = (command: string, args: readonly string[], name: string) =>
    startServer({
      command,
      args,
      env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1' },
      logFile: join(folder, `${name}.log`),
      listening: /http:\/\/127\.0\.0\.1:(\d+)/,
    });
  const imds = join(projectRoot, 'dist/simulators/imds/main.js');
  const metadata = await emulated(
    process.execPath,
    [imds, '--instance', '{"targetLifecycleState":"InService"}'],
    'imds',
  );
  const recorder = await emulated(tools.python, [join(projectRoot, 'simulators/recorder/main.py')], 'recorder');
  const answerAws = async (rules: readonly object[]): Promise<void> => {
    await fetch(`${recorder.url}/_control`, { method: 'POST', body: JSON.stringify({ rules: [...rules, secret] }) });
  };
  await answerAws([]);
  const [serving = 0, readiness = 0, ...enginePorts] = await freePorts(2 + engines);
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const environment = {
    ...agentRuntimeSettings.environment,
    PATH: process.env.PATH,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_ENDPOINT_URL: recorder.url,
    AWS_ENDPOINT_URL_S3: store.url,
    EMULATED_ENGINE_BEHAVIOUR: JSON.stringify({ ...engineBehaviour, ...props.behaviour }),
    [names.metadataEndpoint]: metadata.url,
    [names.parametersFile]: write(
      'cell.json',
      JSON.stringify({
        ...parameters,
        ...props.changes,
        replicasPerInstance: engines,
        weightsManifest: store.weightsManifest,
      }),
    ),
    [names.stateFolder]: agentStateFolder(folder),
    [names.runFolder]: join(folder, 'run'),
    [names.instanceStoreFolder]: join(folder, 'none'),
    [names.kernelLog]: write('kmsg', ''),
    [names.engineCommand]: JSON.stringify(plainEngine(timeFactor)),
    [names.guardCommand]: JSON.stringify(plainGuard),
    [names.listenAddress]: '127.0.0.1',
    [names.servingPort]: String(serving),
    [names.readinessPort]: String(readiness),
    [names.firstEnginePort]: String(enginePorts[0]),
    [names.timeFactor]: String(timeFactor),
  };
  const start = (): ChildProcess => {
    const output = openSync(join(folder, 'agent.log'), 'a');
    const program = join(projectRoot, 'dist/bundles/agent/index.js');
    const options = { stdio: ['ignore' as const, output, output], env: environment };
    const started = spawn(tools.node, [...agentRuntimeSettings.flags, program], options);
    closeSync(output);
    return started;
  };
  let agent = start();
  const endAll = (): void => {
    agent.kill('SIGKILL');
    endStarted(folder);
    endGroup(metadata.pid);
    endGroup(recorder.pid);
  };
  const forget = atExit(endAll);
  const pidsOf = (name: string): number[] =>
    startedByAgent(folder).flatMap((started) => (started.name.startsWith(name) ? started.pid : []));
  return {
    get pid() {
      return agent.pid ?? 0;
    },
    guardPid: () => {
      const [pid] = pidsOf('HAProxy');
      if (pid === undefined) {
        throw new Error('HAProxy: does not run');
      }
      return pid;
    },
    enginePids: () => pidsOf('engine'),
    servingUrl: `http://127.0.0.1:${serving}`,
    readyUrl: `http://127.0.0.1:${readiness}${paths.ready}`,
    engineUrls: enginePorts.map((port) => `http://127.0.0.1:${port}`),
    answerAws,
    restartAgent: async () => {
      await end(agent);
      await setTimeout(restartMilliseconds);
      agent = start();
    },
    lines: (event) => linesOf(join(folder, 'agent.log'), event),
    stop: async () => {
      forget();
      await end(agent);
      endStarted(folder);
      await Promise.all([metadata.stop(), recorder.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const linesOf = (file: string, event: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.event === event);

async function end(agent: ChildProcess): Promise<void> {
  if (agent.exitCode === null && agent.signalCode === null) {
    const gone = new Promise((settle) => agent.once('exit', settle));
    agent.kill('SIGKILL');
    await gone;
  }
}

function endStarted(folder: string): void {
  for (const { pid } of startedByAgent(folder)) {
    endGroup(pid);
  }
}

/** Waits for the agent. @throws Error with the end of its log on a timeout */
export async function until(
  what: string,
  limitSeconds: number,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  for (const begun = performance.now(); !(await holds()); await setTimeout(100)) {
    if (performance.now() - begun > limitSeconds * 1000) {
      throw new Error(`${what}: did not come within ${limitSeconds} s`);
    }
  }
}

export const untilReady = ({ readyUrl }: Instance): Promise<void> =>
  until('readiness', 120, async () => (await fetch(readyUrl).catch(() => undefined))?.status === 200);
