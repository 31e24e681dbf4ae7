import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactBucketName } from '../../lib/contract/artifacts';
import { fleetFolder, type Running, startCli } from '../support/cli';
import { type Emulator, startMoto } from '../support/moto';
import { runCommand } from '../support/run-command';
import { useSmallModel, weightsFolder } from '../support/weights-folder';

const account = '111122223333';
const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-north-1'] as const;
const served = ['eu-central-1', 'eu-north-1'] as const;
const firstBytes = 100 * 1024 * 1024;
const lockText = '# looked at by the platform team\nweights: {} # pushed, never downloaded\n';

let moto: Emulator;
let folder = '';
let from = '';
const bucket = (region: string): string => artifactBucketName({ fleet: 'two', account, region });
const clients = new Map<string, S3Client>();
const client = (region: string): S3Client => clients.get(region) as S3Client;

beforeAll(async () => {
  moto = await startMoto(account);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  for (const region of regions) {
    const s3 = new S3Client({ region, endpoint: moto.url, credentials, forcePathStyle: true });
    clients.set(region, s3);
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket(region),
        ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }),
      }),
    );
  }
  folder = fleetFolder('fleets/two-jurisdictions.yaml', lockText);
  from = weightsFolder(join(folder, 'weights'), firstBytes);
  useSmallModel(folder, 'weights/config.json');
});

afterAll(async () => {
  for (const s3 of clients.values()) {
    s3.destroy();
  }
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({ AWS_ENDPOINT_URL_S3: moto.url });
const args = (model = 'llama-8b'): string[] => ['artifacts', 'push', '--model', model, '--from', from];
const keys = async (region: string): Promise<string[]> => {
  const { Contents = [] } = await client(region).send(new ListObjectsV2Command({ Bucket: bucket(region) }));
  return Contents.map(({ Key = '' }) => Key);
};
const uploads = async (region: string): Promise<string[]> => {
  const { Uploads = [] } = await client(region).send(new ListMultipartUploadsCommand({ Bucket: bucket(region) }));
  return Uploads.map(({ UploadId = '' }) => UploadId);
};
const bytesOf = async (region: string, Key: string): Promise<Uint8Array> => {
  const { Body } = await client(region).send(new GetObjectCommand({ Bucket: bucket(region), Key }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
};
const lock = (): string => readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8');

/** Ends the command once it is in the middle of its first large file. */
async function killInTheMiddle({ process: child, done }: Running): Promise<void> {
  while ((await uploads('eu-central-1')).length === 0) {
    await setTimeout(50);
    if (child.exitCode !== null) {
      throw new Error(`ended too early: ${(await done).stderr}`);
    }
  }
  child.kill('SIGKILL');
  await done;
}

describe('artifacts push', () => {
  test('that is killed leaves no manifest, and run again goes on from where it was', async () => {
    await killInTheMiddle(startCli(folder, args(), environment()));

    const [broken] = await uploads('eu-central-1');
    expect(broken).toBeDefined();
    expect((await keys('eu-central-1')).map((key) => key.split('/').at(-1))).not.toContain('manifest.json');
    expect(lock()).toBe(lockText);

    const { status, stdout, stderr } = await runCommand(folder, args(), environment());

    expect(status, stderr).toBe(0);
    expect(stderr).toContain('eu-central-1: config.json already there');
    expect(stderr).toMatch(
      /eu-north-1: model-00001-of-00002\.safetensors uploaded \(sent 104\.9 MB of 105\.0 MB, .*\/s\)/,
    );
    expect(await uploads('eu-central-1')).toEqual([]);
    expect(stdout).toMatch(/^fleet\.lock\.yaml: weights\.llama-8b is sha256:[0-9a-f]{64}\n$/);
  });

  test('leaves every file whole in both regions, and nothing outside the jurisdiction', async () => {
    const [, digest = ''] = /manifest: sha256:([0-9a-f]{64}), status: resolved/.exec(lock()) ?? [];
    for (const region of served) {
      const prefix = `weights/llama-8b/${digest}/`;
      const manifest = await bytesOf(region, `${prefix}manifest.json`);
      expect(createHash('sha256').update(manifest).digest('hex')).toBe(digest);
      const { files } = JSON.parse(Buffer.from(manifest).toString()) as { files: { path: string; sha256: string }[] };
      expect((await keys(region)).sort()).toEqual(
        [...files.map(({ path }) => `${prefix}${path}`), `${prefix}manifest.json`].sort(),
      );
      for (const { path, sha256 } of files) {
        const bytes = await bytesOf(region, `${prefix}${path}`);
        expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(sha256);
      }
    }
    expect(await keys('us-east-1')).toEqual([]);
    expect(await keys('us-west-2')).toEqual([]);
    expect(lock()).toContain('# looked at by the platform team');
    expect(lock()).toContain('# pushed, never downloaded');
  });

  test('sends nothing again, except an object that was changed in the bucket', async () => {
    const Key = (await keys('eu-north-1')).find((key) => key.endsWith('model-00002-of-00002.safetensors')) as string;
    const Body = Buffer.from(await bytesOf('eu-north-1', Key)).fill(0, 500, 600);
    await client('eu-north-1').send(new PutObjectCommand({ Bucket: bucket('eu-north-1'), Key, Body }));
    const before = lock();

    const { status, stderr } = await runCommand(folder, args(), environment());

    expect(status, stderr).toBe(0);
    expect(stderr.match(/already there/g)).toHaveLength(15);
    expect(stderr).toContain('eu-north-1: model-00002-of-00002.safetensors differed, uploaded again');
    expect(
      Buffer.from(await bytesOf('eu-north-1', Key)).equals(
        readFileSync(join(from, 'model-00002-of-00002.safetensors')),
      ),
    ).toBe(true);
    expect(lock()).toBe(before);
  });

  test('fails where the bucket is not there, and says what to deploy', async () => {
    const elsewhere = fleetFolder('fleets/chat.yaml');
    useSmallModel(elsewhere, relative(elsewhere, join(from, 'config.json')));

    const { status, stderr } = await runCommand(elsewhere, args('llama-70b'), environment());

    rmSync(elsewhere, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain("deploy it first: npx cdk deploy '*-artifacts-*'");
    expect(stderr).toContain('the lock file is as it was');
  });
});
