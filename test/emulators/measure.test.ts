import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoScalingClient, CreateAutoScalingGroupCommand } from '@aws-sdk/client-auto-scaling';
import {
  CreateLaunchTemplateCommand,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  EC2Client,
  type Instance,
} from '@aws-sdk/client-ec2';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agentArchive } from '../../lib/artifacts/agent-archive';
import { bootScript } from '../../lib/constructs/boot-script';
import { agentKey, artifactBucketName } from '../../lib/contract/artifacts';
import type { MeasurementOrder } from '../../lib/contract/measurement';
import { AgentHost, hostParameters } from '../support/agent-host';
import { fleetFolder, type Running, startCli } from '../support/cli';
import { eventually } from '../support/engine-client';
import { edit } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';
import { nobody } from '../support/recorder';
import { runCommand } from '../support/run-command';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

const account = '111122223333';
const region = 'us-east-1';
const place = { fleet: 'assistant', account, region };
const model = 'llama-8b';
const bundle = join(projectRoot, 'dist/bundles/agent/index.js');

/** Requests that the test engine answers in an instant, of the fleet whose weights are stored. */
const fleetText = (): string =>
  edit(
    readText('fleets/measured-lengths.yaml')
      .replaceAll('llama-70b', model)
      .replace('name: measured', `name: ${place.fleet}`)
      .replace('meanInputTokens: 922', 'meanInputTokens: 100')
      .replace('meanOutputTokens: 922', 'meanOutputTokens: 10'),
    'serving: 300000',
    'serving: 9000000',
  );

let weights: StoredWeights;
let ec2: EC2Client;
let folder = '';
let environment: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  weights = await storeWeights();
  const client = { region, endpoint: weights.s3Url, credentials: nobody };
  ec2 = new EC2Client(client);
  const archive = agentArchive(Buffer.from('node'), readFileSync(bundle));
  const Bucket = artifactBucketName(place);
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket, Key: agentKey(archive.digest), Body: archive.bytes }));
  await deployCell(client, archive.digest, Bucket);
  environment = { AWS_ENDPOINT_URL: weights.s3Url };
});
afterAll(() => weights.moto.stop());

beforeEach(() => {
  folder = fleetFolder('fleets/measured-lengths.yaml');
  writeFileSync(join(folder, 'fleet.yaml'), fleetText());
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The launch template and the group of one cell, as its stack makes them. */
async function deployCell(client: object, agentDigest: string, bucket: string): Promise<void> {
  const parameters = { ...hostParameters, model, weightsManifest: weights.weightsManifest };
  const script = ['#!/bin/bash', ...bootScript({ parameters, agentDigest, bucket, account, region })].join('\n');
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({}));
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const { LaunchTemplate } = await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'cell',
      LaunchTemplateData: { ImageId: Images[0]?.ImageId, UserData: Buffer.from(script).toString('base64') },
    }),
  );
  const LaunchTemplateSpecification = { LaunchTemplateId: LaunchTemplate?.LaunchTemplateId, Version: '1' };
  await new AutoScalingClient(client).send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: `${place.fleet}-${model}-baseline`,
      MinSize: 0,
      MaxSize: 1,
      VPCZoneIdentifier: Subnets.slice(0, 2)
        .map(({ SubnetId }) => SubnetId)
        .join(','),
      MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification } },
    }),
  );
}

const measure = (...more: string[]): Running =>
  startCli(folder, ['measure', '--model', model, '--region', region, '--yes', ...more], environment);

async function instances(): Promise<Instance[]> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances);
}

async function launched(): Promise<Instance> {
  const isRunning = ({ State }: Instance): boolean => State?.Name === 'running';
  await eventually(async () => (await instances()).some(isRunning));
  return (await instances()).find(isRunning) as Instance;
}

const attribute = async (InstanceId: string, Attribute: 'userData' | 'instanceInitiatedShutdownBehavior') =>
  ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }));

/** Runs the user data of an instance as its first start would, and gives what it left. */
async function boot(instanceId: string) {
  const { UserData } = await attribute(instanceId, 'userData');
  const root = mkdtempSync(join(tmpdir(), 'measured-'));
  mkdirSync(join(root, 'bin'));
  const stands = (name: string, body: string): void => {
    const path = join(root, 'bin', name);
    writeFileSync(path, `#!/bin/bash\n${body}\n`);
    chmodSync(path, 0o755);
  };
  for (const name of ['systemctl', 'shutdown']) {
    stands(name, `echo "${name} $*" >> "$POLYREGION_ROOT/calls"`);
  }
  stands('aws', `exec ${join(projectRoot, '.venv/bin/python')} -m awscli "$@"`);
  const script = Buffer.from(UserData?.Value ?? '', 'base64').toString('utf8');
  const { status, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: {
      PATH: `${join(root, 'bin')}:${process.env.PATH}`,
      POLYREGION_ROOT: root,
      AWS_ENDPOINT_URL: weights.s3Url,
      AWS_ACCESS_KEY_ID: nobody.accessKeyId,
      AWS_SECRET_ACCESS_KEY: nobody.secretAccessKey,
      AWS_CONFIG_FILE: '/dev/null',
    },
  });
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const left = {
    status,
    stderr,
    script,
    calls: read('calls').trim().split('\n'),
    order: JSON.parse(read('etc/polyregion/measurement.json')) as MeasurementOrder,
    cell: JSON.parse(read('etc/polyregion/cell.json')),
    dropIn: read('etc/systemd/system/polyregion-agent.service.d/measurement.conf'),
  };
  rmSync(root, { recursive: true });
  return left;
}

describe('measure', () => {
  test('launches one instance, writes what it measured, and terminates it', async () => {
    const running = measure('--json');
    const instance = await launched();
    const id = instance.InstanceId ?? '';
    const { status, stderr, calls, order, cell, dropIn, script } = await boot(id);
    expect(status, stderr).toBe(0);
    expect(calls).toEqual([
      expect.stringMatching(/^shutdown -h \+\d+$/),
      'systemctl daemon-reload',
      'systemctl enable --now --no-block polyregion-agent.service',
    ]);
    expect(Buffer.byteLength(script)).toBeLessThan(16 * 1024);
    const behavior = await attribute(id, 'instanceInitiatedShutdownBehavior');
    expect(behavior.InstanceInitiatedShutdownBehavior?.Value).toBe('terminate');
    expect(instance.Tags).toContainEqual({ Key: 'Phase', Value: 'evaluation' });
    // The unit starts no agent that does not know such an order; the built one does.
    const [, known = 'nothing'] = /grep -q (\w+)/.exec(dropIn) ?? [];
    expect(readFileSync(bundle, 'utf8')).toContain(known);

    const host = await AgentHost.start({
      s3Url: weights.s3Url,
      parameters: cell,
      measurement: order,
      behaviour: { loadSeconds: 1 },
      instance: { instanceType: 'p5.48xlarge' },
    });
    const { status: ended, stdout, stderr: said } = await running.done;
    await host.stop();

    expect(ended, said).toBe(0);
    const { rows, written } = JSON.parse(stdout);
    expect(written).toBe(true);
    expect(rows.map((row: { workloads: string[] }) => row.workloads)).toContainEqual(['chat']);
    expect(said).toContain(`terminated ${id}`);
    expect((await instances()).map(({ State }) => State?.Name)).toEqual(['terminated']);
    const plan = await runCommand(folder, ['plan', '--json']);
    const { replica } = JSON.parse(plan.stdout).plan.workloads[0].types[0];
    expect(replica.timePerOutputTokenSeconds).toMatchObject({
      origin: 'measured',
      source: expect.stringContaining('a benchmark on one instance (vllm 0.33.0)'),
    });
  });

  test('terminates the instance on Ctrl-C, and writes nothing that was not measured', async () => {
    const running = measure();
    const { InstanceId = '' } = await launched();
    running.process.kill('SIGINT');
    const { status, stdout, stderr } = await running.done;

    expect(status).toBe(1);
    expect(stderr).toContain(`terminated ${InstanceId}`);
    expect(stdout).toContain('unchanged, nothing was measured');
    expect((await instances()).filter(({ State }) => State?.Name === 'running')).toEqual([]);
  });

  test.each([
    ['the account is another', {}, { account: '"444455556666"' }, '444455556666'],
    [
      'the credentials end before the hard stop',
      { AWS_SESSION_TOKEN: 'example', AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 600_000).toISOString() },
      {},
      'end before the hard stop',
    ],
    ['the cell is not deployed', {}, { region: 'us-west-2' }, 'has no launch template of llama-8b to borrow'],
  ])('fails and launches nothing where %s', async (_, more, change: { account?: string; region?: string }, says) => {
    const before = (await instances()).length;
    if (change.account !== undefined) {
      writeFileSync(
        join(folder, 'fleet.yaml'),
        edit(fleetText(), 'account: "111122223333"', `account: ${change.account}`),
      );
    }
    const args = ['measure', '--model', model, '--region', change.region ?? region, '--yes'];
    const { status, stderr } = await startCli(folder, args, { ...environment, ...more }).done;

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect((await instances()).length).toBe(before);
  });
});
