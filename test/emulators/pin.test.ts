import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { machineImageParameter } from '../../lib/catalogue/machine-images';
import { fleetFolder, type Run } from '../support/cli';
import { type JsonServer, jsonServer } from '../support/json-server';
import { type Emulator, startMoto } from '../support/moto';
import { readText } from '../support/project-root';
import { runCommand } from '../support/run-command';

const account = '111122223333';
const images = { right: `ami-${'1'.repeat(17)}`, arm: `ami-${'2'.repeat(17)}`, ubuntu: `ami-${'3'.repeat(17)}` };
const lockText = readText('fleets/chat.lock.yaml');

let moto: Emulator;
/** Moto has no parameters of the Deep Learning AMIs, and refuses to create any. */
let parameters: JsonServer;
let folder = '';
let ids: Record<string, string> = {};

const ami = (ami_id: string, architecture: string, root_device_name: string) => ({
  ami_id,
  architecture,
  root_device_name,
  name: 'Deep Learning Base OSS Nvidia Driver GPU AMI (Amazon Linux 2023)',
  owner_id: '898082745236',
  virtualization_type: 'hvm',
  hypervisor: 'xen',
  root_device_type: 'ebs',
  state: 'available',
  public: true,
  image_type: 'machine',
});

beforeAll(async () => {
  folder = fleetFolder('fleets/chat.yaml');
  const amis = join(folder, 'amis.json');
  writeFileSync(
    amis,
    JSON.stringify([
      ami(images.right, 'x86_64', '/dev/xvda'),
      ami(images.arm, 'arm64', '/dev/xvda'),
      ami(images.ubuntu, 'x86_64', '/dev/sda1'),
    ]),
  );
  moto = await startMoto(account, { MOTO_AMIS_PATH: amis });
  parameters = await jsonServer((_operation, region, { Name }) =>
    Name === machineImageParameter('x86_64') && ids[region] !== undefined
      ? { Parameter: { Name, Type: 'String', Value: ids[region] } }
      : undefined,
  );
  for (const [region, layers] of [
    ['us-east-1', 'a'],
    ['us-west-2', 'a'],
  ] as const) {
    await tagImage(region, 'v1', layers);
  }
  await tagImage('us-east-1', 'v2', 'b');
  await tagImage('us-west-2', 'v2', 'c');
});

afterAll(async () => {
  await parameters?.close();
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  writeFileSync(join(folder, 'fleet.lock.yaml'), lockText);
  ids = { 'us-east-1': images.right, 'us-west-2': images.right };
});

async function tagImage(region: string, imageTag: string, layer: string): Promise<void> {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const ecr = new ECRClient({ region, endpoint: moto.url, credentials });
  const repositoryName = 'assistant/engine';
  await ecr.send(new CreateRepositoryCommand({ repositoryName })).catch(() => undefined);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const digest = `sha256:${layer.repeat(64)}`;
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 1 },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: 1 }],
  });
  await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest, imageManifestMediaType: mediaType }));
  ecr.destroy();
}

const pin = (...args: string[]): Promise<Run> =>
  runCommand(folder, ['pin', ...args], {
    AWS_ENDPOINT_URL_EC2: moto.url,
    AWS_ENDPOINT_URL_ECR: moto.url,
    AWS_ENDPOINT_URL_SSM: parameters.url,
  });
const lock = (): string => readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8');

describe('pin', () => {
  test('writes the image of every region and the digest of the tag, once', async () => {
    expect(await pin('--check')).toMatchObject({ status: 1, stdout: expect.stringContaining('out of date') });
    expect(lock()).toBe(lockText);

    const { status, stderr } = await pin('--image-tag', 'v1');

    expect(status, stderr).toBe(0);
    expect(stderr).toContain(`us-east-1: ${images.right} Deep Learning Base OSS Nvidia Driver GPU AMI`);
    expect(stderr).toMatch(/zones use1-az\d is us-east-1[a-f]/);
    expect(lock()).toContain(`  us-west-2: { id: ${images.right}, status: resolved }\n`);
    expect(lock()).toMatch(/engineImageDigest:\n {2}id: sha256:(?!0+\n)[0-9a-f]{64}\n {2}status: resolved\n/);
    expect(lock().split('\n')[0]).toBe(lockText.split('\n')[0]);
    expect(await pin('--check')).toMatchObject({ status: 0, stdout: 'fleet.lock.yaml: current\n' });
  });

  test('leaves machine images that were built for the fleet', async () => {
    const own = lockText.replace(`ami-${'0'.repeat(17)}`, `ami-${'9'.repeat(17)}`).replace('unresolved', 'resolved');
    writeFileSync(join(folder, 'fleet.lock.yaml'), own);
    ids = {}; // AWS's own are not even looked up

    const { status, stderr } = await pin('--keep-machine-images', '--image-tag', 'v1');

    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/us-east-1: machine image kept; zones use1-az\d is us-east-1[a-f]/);
    expect(lock().split('engineImageDigest')[0]).toBe(own.split('engineImageDigest')[0]);
    expect(lock()).toMatch(/engineImageDigest:\n {2}id: sha256:(?!0+\n)/);
  });

  test('writes nothing where one region has no such image, or another one', async () => {
    ids = { 'us-east-1': images.arm };

    const { status, stderr } = await pin();

    expect(status).toBe(1);
    expect(stderr).toContain('error machineImages.us-east-1: ');
    expect(stderr).toContain('has another architecture, got "arm64", expected x86_64');
    expect(stderr).toContain('error us-west-2.ssm:GetParameter: ');
    expect(stderr).toContain('pin: nothing was written');
    expect(lock()).toBe(lockText);
  });

  test('refuses an image whose root device the launch templates would not replace', async () => {
    ids['us-west-2'] = images.ubuntu;

    expect((await pin()).stderr).toContain('has another root device, got "/dev/sda1", expected /dev/xvda');
    expect(lock()).toBe(lockText);
  });

  test.each([
    ['v2', 'v2 is not the same image everywhere, got "us-east-1 sha256:'],
    ['v3', 'error us-east-1.ecr:DescribeImages: '],
  ])('refuses the tag %s', async (tag, says) => {
    const { status, stderr } = await pin('--image-tag', tag);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(lock()).toBe(lockText);
  });
});
