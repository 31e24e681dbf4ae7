import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EC2Client, RegisterImageCommand } from '@aws-sdk/client-ec2';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineImageParameter } from '../../lib/catalogue/machine-images';
import { validPlan } from '../../local/deploy/deploy-fleet';
import { emulatedAws } from '../../local/deploy/emulated-aws';
import { endGroup } from '../../local/emulators/process-group';
import { calledCell } from '../../local/instance/called-cell';
import { startLocalInstance } from '../../local/instance/local-instance';
import { instanceFolder, startedByAgent } from '../../local/instance/started-by-agent';
import { type JsonServer, jsonServer } from '../support/json-server';
import { type Emulator, startMinistack, startServer } from '../support/moto';
import { ociLayout, seedRegistry } from '../support/oci-layout';
import { projectRoot } from '../support/project-root';
import { type Recorder, startRecorder } from '../support/recorder';
import { steps } from './steps';
import { User } from './user';

const account = '111122223333';
const region = 'us-east-2';
const built = join(projectRoot, '.venv-go');
const [binary] = existsSync(built) ? readdirSync(built).map((version) => join(built, version, 'registry')) : [];

let ministack: Emulator;
let registry: Emulator;
/** Ministack has no registry behind its ECR, no quotas, no cost tags, and no parameters of AWS's machine images. */
let others: JsonServer;
/** It knows no suspended processes of groups. */
let recorder: Recorder;
let user: User;
const places = { registry: '', instance: '' };
const started: number[] = [];
let hostedZoneId = '';
let machineImage = '';

beforeAll(async () => {
  ministack = await startMinistack(account);
  recorder = await startRecorder();
  registry = await startServer(binary ?? '', ['-port', '0'], /serving on port (\d+)/);
  places.registry = new URL(registry.url).host;
  others = await jsonServer((operation) => {
    switch (operation) {
      case 'GetParameter':
        return { Parameter: { Name: machineImageParameter('x86_64'), Value: machineImage } };
      case 'GetAuthorizationToken':
        return {
          authorizationData: [{ authorizationToken: btoa('AWS:secret'), proxyEndpoint: registry.url }],
        };
      case 'GetServiceQuota':
        return { Quota: { Value: 10_000 } };
      case 'ListRequestedServiceQuotaChangeHistoryByQuota':
        return { RequestedQuotas: [] };
      default:
        return { CostAllocationTags: [] };
    }
  });
  user = new User({
    AWS_ACCESS_KEY_ID: account, // ministack takes it as the account id
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: ministack.url,
    AWS_ENDPOINT_URL_ECR: others.url,
    AWS_ENDPOINT_URL_SERVICE_QUOTAS: others.url,
    AWS_ENDPOINT_URL_COST_EXPLORER: others.url,
    CDK_APP: `node ${join(projectRoot, 'test/walk/stripped-app.mjs')}`,
    CDK_VALIDATION: 'false',
    CDK_REQUIRE_APPROVAL: 'never', // a person would confirm
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  });
  for (const [name, tag] of [
    ['vllm/vllm-openai', 'v0.33.0'],
    ['library/haproxy', '2.6'],
  ] as const) {
    const image = join(user.folder, 'images', tag);
    ociLayout(image, name.length * 1000);
    await seedRegistry(registry.url, name, image, tag);
  }
  const aws = emulatedAws(ministack, region, account);
  const { HostedZone } = await new Route53Client(aws).send(
    new CreateHostedZoneCommand({ Name: 'ai.example.com', CallerReference: 'walk' }),
  );
  hostedZoneId = HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  const { ImageId } = await new EC2Client(aws).send(
    new RegisterImageCommand({
      Name: 'Deep Learning Base OSS Nvidia Driver GPU AMI (Amazon Linux 2023)',
      Architecture: 'x86_64',
      RootDeviceName: '/dev/xvda',
    }),
  );
  machineImage = ImageId ?? '';
});

afterAll(async () => {
  const ofAgent = user === undefined ? [] : startedByAgent(instanceFolder(user.folder));
  for (const pid of [...started, ...ofAgent.map(({ pid }) => pid)]) {
    endGroup(pid);
  }
  await Promise.all([ministack?.stop(), registry?.stop(), recorder?.stop(), others?.close()]);
  user?.remove();
});

/** Services that ministack lacks, where only one command needs them. */
function elsewhere(command: string): NodeJS.ProcessEnv {
  switch (command) {
    case 'npx polyregion pin':
      return { AWS_ENDPOINT_URL_SSM: others.url };
    case 'npx polyregion destroy --yes':
      return { AWS_ENDPOINT_URL_AUTO_SCALING: recorder.url };
    default:
      return {};
  }
}

/** What a person does after a command, before the next one. */
const afterwards: Readonly<Record<string, (printed: string) => Promise<void>>> = {
  init: async () => {
    await user.editFleet(hostedZoneId);
    user.getToken('https://login.example.com');
  },
  doctor: async (printed) => {
    const fixes = [...printed.matchAll(/^ {9}((?:npx cdk bootstrap|aws iam) .*)$/gm)].map(([, fix = '']) => fix);
    expect(fixes).toHaveLength(3);
    for (const fix of fixes) {
      const { status, stdout } = await user.type(fix);
      expect(status, stdout).toBe(0);
    }
  },
  'deploy --all': async () => {
    const plan = validPlan(join(user.folder, 'fleet.yaml'));
    const instance = await startLocalInstance({
      deployment: { server: { url: ministack.url, logFile: '' }, plan, emulator: 'ministack' },
      cell: calledCell(plan) ?? expect.fail('the fleet deploys no cell'),
      folder: user.folder,
      onStarted: (_name, pid) => started.push(pid),
      signal: AbortSignal.timeout(120_000),
    });
    places.instance = instance.url;
  },
};

describe.skipIf(binary === undefined)('docs/first-deployment.md, command by command on emulators', () => {
  test.each(steps)('$command', async ({ command, instead: [typed] = [command], status, says }) => {
    const text = typed.replace(/\{(\w+)\}/g, (_, place: keyof typeof places) => places[place]);

    const run = await user.type(text, elsewhere(command));

    expect(run.stdout).toMatch(says ?? /^/);
    expect(run.status, run.stdout).toBe(status);
    for (const [name, act] of Object.entries(afterwards)) {
      if (command.includes(` ${name}`)) {
        await act(run.stdout);
      }
    }
  });
});
