import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '../../agent/io/engine-process';
import { agentRuntimeSettings, agentEnvironmentNames as names } from '../../lib/contract/agent-settings';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { paths } from '../../lib/contract/endpoints';
import type { MeasurementOrder } from '../../lib/contract/measurement';
import { plainEngine, plainGuard } from '../../local/instance/plain-commands';
import { exampleParameters } from './cell-parameters';
import { projectRoot } from './project-root';
import { nobody, type RecordedCall, type Recorder, type Rule } from './recorder';
import { borrowRecorder, giveBackRecorder } from './shared-recorders';
import { type Simulator, startSimulator } from './simulators';

/** So many seconds of the agent and its engines pass in one. @default of every host */
const usualTimeFactor = 10;

const benchmarkClient = join(projectRoot, 'test/support/benchmark-client.mjs');

const bench = [
  ...[process.execPath, benchmarkClient, '--base-url', 'http://127.0.0.1:{port}'],
  ...['--result-dir', '{cacheFolder}', '{flags}'],
];

export const hostParameters: CellParameters = {
  ...exampleParameters,
  model: 'llama-8b',
  weights: 'meta-llama/Llama-3.1-8B-Instruct',
  tensorParallel: 1,
  maxConcurrentRequestsPerReplica: 32,
};

/** What every new instance needs of Secrets Manager. */
export const cacheSaltRule: Rule = {
  service: 'secretsmanager',
  operation: 'GetSecretValue',
  response: { SecretString: 'example-of-a-secret-'.repeat(3) },
};

export interface HostProps {
  /** Address of the S3 that holds the weights. */
  readonly s3Url: string;
  readonly parameters: Partial<CellParameters>;
  /** Changes to the instance metadata. */
  readonly instance?: object;
  /** Changes to the behaviour of every engine. */
  readonly behaviour?: object;
  readonly environment?: NodeJS.ProcessEnv;
  /** What the instance is to measure. @default - nothing: it serves */
  readonly measurement?: MeasurementOrder;
  /** @default 10 */
  readonly timeFactor?: number;
  /** A recorder that several hosts share, so that it records their calls in order. @default - one of its own */
  readonly recorder?: Recorder;
}

/** A GPU instance without GPUs: the agent's bundle, its engines, its metadata and the AWS that it calls, all real processes. */
export class AgentHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'agent-host-'));
  readonly kernelLog = join(this.folder, 'kmsg');
  readonly timeFactor: number;
  /** Like the kernel's log, it never ends: a reader waits for the next line. */
  private readonly kernel: number;
  private agent: ChildProcess | undefined;
  private output = '';

  private constructor(
    private readonly props: HostProps,
    readonly recorder: Recorder,
    readonly metadata: Simulator,
    private readonly ports: readonly number[],
  ) {
    this.timeFactor = props.timeFactor ?? usualTimeFactor;
    execFileSync('mkfifo', [this.kernelLog]);
    this.kernel = openSync(this.kernelLog, 'r+');
    writeFileSync(join(this.folder, 'cell.json'), JSON.stringify({ ...hostParameters, ...props.parameters }));
    if (props.measurement !== undefined) {
      writeFileSync(join(this.folder, 'measurement.json'), JSON.stringify(props.measurement));
    }
    this.start();
  }

  static async start(props: HostProps): Promise<AgentHost> {
    const [recorder, metadata, ports] = await Promise.all([
      props.recorder ?? borrowRecorder(),
      startSimulator('imds', [
        '--instance',
        JSON.stringify({ targetLifecycleState: 'InService', ...props.instance }),
        '--time-factor',
        String(1 / (props.timeFactor ?? usualTimeFactor)),
      ]),
      freePorts(2 + hostParameters.replicasPerInstance),
    ]);
    if (props.recorder === undefined) {
      await recorder.answer([cacheSaltRule]);
    }
    return new AgentHost(props, recorder, metadata, ports);
  }

  get servingUrl(): string {
    return `http://127.0.0.1:${this.ports[0]}`;
  }

  engineUrl(index: number): string {
    return `http://127.0.0.1:${(this.ports[2] ?? 0) + index}`;
  }

  /** Status that the load balancer's health check gets; 0 where no process listens. */
  async ready(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.ports[1]}${paths.ready}`).catch(() => undefined);
    return answer?.status ?? 0;
  }

  /** Calls of one operation, all of them well formed. */
  async calls(operation: string): Promise<RecordedCall[]> {
    const all = await this.recorder.calls();
    const wrong = all.filter(({ problems }) => problems.length > 0);
    if (wrong.length > 0) {
      throw new Error(JSON.stringify(wrong));
    }
    return all.filter((call) => call.operation === operation);
  }

  /** Hooks in the order in which they were completed, with their result. */
  async hooks(): Promise<string[]> {
    return (await this.calls('CompleteLifecycleAction'))
      .filter(({ status }) => status === 200)
      .map(({ parameters = {} }) => `${parameters.LifecycleHookName} ${parameters.LifecycleActionResult}`);
  }

  /** Details of the events of a type that were sent. */
  async events(type: string): Promise<Record<string, unknown>[]> {
    return (await this.calls('PutEvents'))
      .flatMap(({ parameters = {} }) => parameters.Entries as { DetailType: string; Detail: string }[])
      .filter(({ DetailType }) => DetailType === type)
      .map(({ Detail }) => JSON.parse(Detail) as Record<string, unknown>);
  }

  /** Data points of one metric, oldest first. */
  async metric(name: string): Promise<Record<string, unknown>[]> {
    return (await this.calls('PutMetricData'))
      .filter(({ status }) => status === 200)
      .flatMap(({ parameters = {} }) => parameters.MetricData as Record<string, unknown>[])
      .filter(({ MetricName }) => MetricName === name);
  }

  /** Values of one metric added up. */
  async total(name: string): Promise<number> {
    return (await this.metric(name)).reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  /** Waits for seconds of the agent. */
  pass(seconds: number): Promise<void> {
    return wait((seconds * 1000) / this.timeFactor);
  }

  /** What an engine works on at this moment, and how many prompts it has answered. */
  async engineState(index: number): Promise<{ running: number; waiting: number; answers: number }> {
    const answer = await fetch(`${this.engineUrl(index)}/_control`);
    return (await answer.json()) as { running: number; waiting: number; answers: number };
  }

  /** Lines of the agent's log about one event. */
  lines(event: string): Record<string, unknown>[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => line.event === event);
  }

  /** Everything that the agent wrote to its journal, a crash included. */
  journal(): string {
    return this.output;
  }

  kernelSays(line: string): void {
    writeSync(this.kernel, `${line}\n`);
  }

  /** False where the engine ended before it answered. */
  async controlEngine(index: number, change: object): Promise<boolean> {
    const body = JSON.stringify(change);
    const answer = await fetch(`${this.engineUrl(index)}/_control`, { method: 'POST', body }).catch(() => undefined);
    return answer?.ok === true;
  }

  /** Engines that the agent remembers and that still run. */
  runningEngines(): number[] {
    return this.enginePids().filter(isRunning);
  }

  /** Whether the agent has halted the machine. */
  halted(): boolean {
    return existsSync(join(this.folder, 'halted'));
  }

  /** The agent's state can no longer be written, as on a full disk. */
  blockState(): void {
    mkdirSync(join(this.folder, 'state/agent.json.draft'), { recursive: true });
  }

  enginePids(): number[] {
    const path = join(this.folder, 'state/agent.json');
    const state = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    return Object.values((state.engines ?? {}) as Record<string, { pid: number }>).map(({ pid }) => pid);
  }

  start(): void {
    const { s3Url, behaviour = {}, environment } = this.props;
    const agent = spawn(
      process.execPath,
      [...agentRuntimeSettings.flags, join(projectRoot, 'dist/bundles/agent/index.js')],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          AWS_ACCESS_KEY_ID: nobody.accessKeyId,
          AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
          AWS_ENDPOINT_URL: this.recorder.url,
          AWS_ENDPOINT_URL_S3: s3Url,
          AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
          EMULATED_ENGINE_BEHAVIOUR: JSON.stringify(behaviour),
          [names.metadataEndpoint]: this.metadata.url,
          [names.parametersFile]: join(this.folder, 'cell.json'),
          [names.stateFolder]: join(this.folder, 'state'),
          [names.runFolder]: join(this.folder, 'run'),
          [names.instanceStoreFolder]: join(this.folder, 'none'),
          [names.kernelLog]: this.kernelLog,
          [names.measurementFile]: join(this.folder, 'measurement.json'),
          [names.haltCommand]: JSON.stringify(['touch', join(this.folder, 'halted')]),
          [names.engineCommand]: JSON.stringify(plainEngine(this.timeFactor, bench)),
          [names.guardCommand]: JSON.stringify(plainGuard),
          [names.listenAddress]: '127.0.0.1',
          [names.servingPort]: String(this.ports[0]),
          [names.readinessPort]: String(this.ports[1]),
          [names.firstEnginePort]: String(this.ports[2]),
          [names.timeFactor]: String(this.timeFactor),
          ...environment,
        },
      },
    );
    for (const stream of [agent.stdout, agent.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.agent = agent;
  }

  async killAgent(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { agent } = this;
    if (agent === undefined || agent.exitCode !== null || agent.signalCode !== null) {
      return;
    }
    const gone = new Promise((settle) => agent.once('exit', settle));
    agent.kill(signal);
    await gone;
  }

  async stop(): Promise<void> {
    await this.killAgent();
    // Those of a state that could not be written included.
    [...this.lines('engine started'), ...this.lines('guard started')]
      .map(({ pid }) => Number(pid))
      .filter(isRunning)
      .map((pid) => process.kill(pid, 'SIGKILL'));
    await Promise.all([this.props.recorder ?? giveBackRecorder(this.recorder), this.metadata.stop()]);
    closeSync(this.kernel);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Below those that the system gives away, a thousand for each worker: an engine takes its port long after it was chosen. */
const firstPort = 20_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 12) * 1000;
let chosenPorts = 0;

/** Free on loopback, one after the other; engines take the last ones. */
async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = firstPort + (chosenPorts % (1000 - count));
    chosenPorts += count;
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) {
      return ports;
    }
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });
