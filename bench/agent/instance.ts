import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { agentRuntimeSettings, agentEnvironmentNames as names } from '../../lib/contract/agent-settings';
import { paths } from '../../lib/contract/endpoints';
import { freePort } from '../../local/emulators/free-port';
import { endGroup } from '../../local/emulators/process-group';
import { startServer } from '../../local/emulators/server-process';
import { plainEngine, plainGuard } from '../../local/instance/plain-commands';
import { projectRoot } from '../../local/project-root';
import { atExit } from './at-exit';
import { parameters } from './cell';
import { keys, type ObjectStore } from './object-store';
import { tools } from './tools';

export interface Instance {
  /** Process id of the agent. */
  readonly pid: number;
  readonly servingUrl: string;
  readonly readyUrl: string;
  readonly engineUrl: string;
  /** The agent's lines about one event. */
  lines(event: string): Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface InstanceProps {
  /** Folder of every file that the instance writes. It is removed at the end. */
  readonly folder: string;
  readonly store: ObjectStore;
  /** Seconds on the clock of the agent and its engine for each real second. */
  readonly timeFactor?: number;
}

const secret = { service: 'secretsmanager', operation: 'GetSecretValue', response: { SecretString: 'x'.repeat(64) } };
const engineBehaviour = { loadSeconds: 0, prefillSeconds: 0.02, tokensPerSecond: 200, kvCacheTokens: 1e6 };

/** The agent's bundle under its own Node, with an engine, metadata and AWS beside it, each a process on loopback. */
export async function startInstance({ folder, store, timeFactor = 1 }: InstanceProps): Promise<Instance> {
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
  await fetch(`${recorder.url}/_control`, { method: 'POST', body: JSON.stringify({ rules: [secret] }) });
  const [serving, readiness, engine] = [await freePort(), await freePort(), await freePort()];
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const output = openSync(join(folder, 'agent.log'), 'w');
  const agent = spawn(tools.node, [...agentRuntimeSettings.flags, join(projectRoot, 'dist/bundles/agent/index.js')], {
    stdio: ['ignore', output, output],
    env: {
      ...agentRuntimeSettings.environment,
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_ENDPOINT_URL: recorder.url,
      AWS_ENDPOINT_URL_S3: store.url,
      EMULATED_ENGINE_BEHAVIOUR: JSON.stringify(engineBehaviour),
      [names.metadataEndpoint]: metadata.url,
      [names.parametersFile]: write(
        'cell.json',
        JSON.stringify({ ...parameters, weightsManifest: store.weightsManifest }),
      ),
      [names.stateFolder]: join(folder, 'state'),
      [names.instanceStoreFolder]: join(folder, 'none'),
      [names.kernelLog]: write('kmsg', ''),
      [names.engineCommand]: JSON.stringify(plainEngine(timeFactor)),
      [names.guardCommand]: JSON.stringify(plainGuard),
      [names.listenAddress]: '127.0.0.1',
      [names.servingPort]: String(serving),
      [names.readinessPort]: String(readiness),
      [names.firstEnginePort]: String(engine),
      [names.timeFactor]: String(timeFactor),
    },
  });
  closeSync(output);
  const endAll = (): void => {
    agent.kill('SIGKILL');
    endStarted(join(folder, 'state/agent.json'));
    endGroup(metadata.pid);
    endGroup(recorder.pid);
  };
  const forget = atExit(endAll);
  return {
    pid: agent.pid ?? 0,
    servingUrl: `http://127.0.0.1:${serving}`,
    readyUrl: `http://127.0.0.1:${readiness}${paths.ready}`,
    engineUrl: `http://127.0.0.1:${engine}`,
    lines: (event) => linesOf(join(folder, 'agent.log'), event),
    stop: async () => {
      forget();
      await end(agent);
      endStarted(join(folder, 'state/agent.json'));
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

function endStarted(stateFile: string): void {
  const state = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : {};
  const started = [
    ...Object.values((state.engines ?? {}) as Record<string, { pid: number }>),
    state.guard ?? [],
  ].flat();
  for (const { pid } of started) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // the process has already ended
    }
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
