import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPlan } from '../../lib/commands/read-plan';
import type { Plan } from '../../lib/plan/plan';
import { findingsText } from '../../lib/report/findings-text';
import type { StartOptions } from '../emulators/process-group';
import type { ServerProcess } from '../emulators/server-process';
import { type StrippedAssembly, stripAssembly } from '../strip/strip-assembly';
import type { EmulatorName } from '../strip/strip-list';
import { synthesizedStacks } from '../strip/synthesized-stacks';
import { runCdk } from './cdk-cli';
import { requestCertificates } from './certificates';
import { makeHostedZone } from './hosted-zone';
import { stackParameters } from './stack-parameters';

export interface Synthesized {
  readonly plan: Plan;
  /** Folder of the synthesized app. */
  readonly folder: string;
}

export interface Deployment extends StrippedAssembly {
  readonly emulator: EmulatorName;
  readonly server: Pick<ServerProcess, 'url' | 'logFile'>;
  readonly plan: Plan;
  readonly hostedZoneId: string;
}

/** Options to follow a deployment and to end it early. */
export interface DeployOptions extends StartOptions {
  readonly emulator: EmulatorName;
  readonly server: ServerProcess;
  readonly synthesized: Synthesized;
  /** Folder for files of this deployment only: copies of the app, home folders. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** @throws Error with everything that is wrong with the fleet file */
export function validPlan(fleet: string): Plan {
  const { plan, findings } = readPlan(fleet);
  if (plan === undefined) {
    throw new Error(`${fleet}: not valid\n${findingsText(findings)}`);
  }
  return plan;
}

/** @throws Error with everything that is wrong with the fleet file, or with what the CDK CLI said */
export async function synthesizeFleet(fleet: string, folder: string, started: StartOptions = {}): Promise<Synthesized> {
  const plan = validPlan(fleet);
  mkdirSync(folder, { recursive: true });
  const output = join(folder, 'cdk.out');
  const context = ['--context', `fleet=${resolve(fleet)}`, '--context', 'findings=quiet'];
  const args = ['synth', '--quiet', '--output', output, ...context];
  const run = await runCdk(args, { account: plan.fleet.account, home: folder, ...started });
  refuse('cdk synth', run.status, run.output);
  return { plan, folder: output };
}

/** Bootstraps the fleet's regions in an emulator and deploys every stack, without the parts that the emulator cannot hold. */
export async function deployFleet(options: DeployOptions): Promise<Deployment> {
  const { emulator, server, synthesized, folder, progress, signal, onStarted } = options;
  const { plan } = synthesized;
  const { account, domain } = plan.fleet;
  const cdk = { endpoint: server.url, account, home: join(folder, 'home'), signal, onStarted };
  mkdirSync(cdk.home, { recursive: true });
  const environments = plan.regions.map(({ region }) => `aws://${account}/${region}`);
  progress(`${emulator}: cdk bootstrap of ${plan.regions.length} regions`);
  const bootstrapped = await runCdk(['bootstrap', '--app', synthesized.folder, ...environments], cdk);
  refuse(`${emulator}: cdk bootstrap`, bootstrapped.status, bootstrapped.output);

  const hostedZoneId = await makeHostedZone(server, account, domain);
  const deployment = await copyOf(options, hostedZoneId);
  await deployStacks(deployment, options);
  return deployment;
}

/** Copies the app of a changed fleet file over what {@link deployFleet} deployed, without deploying it yet. */
export const changedFleet = ({ hostedZoneId }: Deployment, options: DeployOptions): Promise<Deployment> =>
  copyOf(options, hostedZoneId);

async function copyOf(options: DeployOptions, hostedZoneId: string): Promise<Deployment> {
  const { emulator, server, synthesized, folder } = options;
  const { account, hostedZoneId: stated } = synthesized.plan.fleet;
  const assembly = stripAssembly({
    from: synthesized.folder,
    to: join(folder, 'cdk.out'),
    emulator,
    hostedZone: { stated, emulated: hostedZoneId },
    standIns:
      emulator === 'moto'
        ? await requestCertificates(server, account, synthesizedStacks(synthesized.folder))
        : new Map(),
  });
  return { ...assembly, emulator, server, plan: synthesized.plan, hostedZoneId };
}

/** Deploys the copy in its present state, for the first time or after a change. */
export async function deployStacks(
  { emulator, server, plan, folder, stacks }: Deployment,
  { folder: home, progress, signal, onStarted }: Omit<DeployOptions, 'emulator' | 'server' | 'synthesized'>,
): Promise<void> {
  progress(`${emulator}: cdk deploy of ${stacks.length} stacks`);
  const run = await runCdk(
    [
      'deploy',
      '--all',
      '--app',
      folder,
      ...['--require-approval', 'never', '--progress', 'events'],
      // moto sometimes answers a request with status 500 while it serves another, or returns a change set without outputs.
      ...(emulator === 'moto' ? ['--concurrency', '1', '--method', 'direct'] : ['--concurrency', '4']),
      ...stackParameters(stacks),
    ],
    {
      endpoint: server.url,
      account: plan.fleet.account,
      home: join(home, 'home'),
      signal,
      onStarted,
      progress: (line) => (/^\s*[✅❌]/u.test(line) ? progress(`${emulator}: ${line.trim()}`) : undefined),
    },
  );
  refuse(`${emulator}: cdk deploy`, run.status, run.output);
}

function refuse(what: string, status: number | null, output: string): void {
  if (status !== 0) {
    throw new Error(
      `${what}: failed, got exit status ${status}\n${output.trimEnd().split('\n').slice(-20).join('\n')}`,
    );
  }
}
