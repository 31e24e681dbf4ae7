import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentRuntime } from '../../lib/catalogue/agent-runtime';
import { agentKey, artifactBucketName } from '../../lib/contract/artifacts';
import { fleetFolder } from '../support/cli';
import { type Emulator, startMoto } from '../support/moto';
import { runCommand } from '../support/run-command';

const account = '111122223333';
const regions = ['us-east-1', 'us-west-2'] as const;
const bucket = (region: string): string => artifactBucketName({ fleet: 'assistant', account, region });

let moto: Emulator;
let folder = '';
let packages = '';
let nodeArchive: string | undefined;
const clients = new Map<string, S3Client>();

/** npm's own client, once; without a registry only the refusals are tested. */
function fetchRuntime(): string | undefined {
  const name = `${agentRuntime.package}@${agentRuntime.version}`;
  const { status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', packages, name], { cwd: packages });
  const [file] = status === 0 ? readdirSync(packages) : [];
  return file === undefined ? undefined : join(packages, file);
}

beforeAll(async () => {
  packages = mkdtempSync(join(tmpdir(), 'push-agent-'));
  nodeArchive = fetchRuntime();
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
  folder = fleetFolder('fleets/chat.yaml');
}, 180_000);

afterAll(async () => {
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(packages, { recursive: true, force: true });
});

const push = (archive: string) =>
  runCommand(folder, ['artifacts', 'push', '--agent', '--node-archive', archive], { AWS_ENDPOINT_URL_S3: moto.url });
const keys = async (region: string): Promise<string[]> => {
  const { Contents = [] } =
    (await clients.get(region)?.send(new ListObjectsV2Command({ Bucket: bucket(region) }))) ?? {};
  return Contents.map(({ Key = '' }) => Key);
};

describe('artifacts push --agent', () => {
  test('sends nothing with a Node that is not the pinned package', async () => {
    const other = join(folder, 'other.tgz');
    writeFileSync(other, 'x');

    const { status, stderr } = await push(other);

    expect(status).toBe(1);
    expect(stderr).toContain('is not the package that is pinned');
    expect(await keys('us-east-1')).toEqual([]);
  });

  test('fails without the package that was named', async () => {
    const { status, stderr } = await push('nowhere.tgz');

    expect(status).toBe(1);
    expect(stderr).toContain('--node-archive: is no file');
  });

  test('fills every region with one archive under its digest, pins it, and sends it once', async (context) => {
    if (nodeArchive === undefined) {
      context.skip();
      return;
    }
    const { status, stderr, stdout } = await push(nodeArchive);

    expect(status, stderr).toBe(0);
    const [, digest = ''] = /agent is (sha256:[0-9a-f]{64})/.exec(stdout) ?? [];
    for (const region of regions) {
      expect(await keys(region)).toEqual([agentKey(digest)]);
    }
    const object = await clients
      .get('us-west-2')
      ?.send(new GetObjectCommand({ Bucket: bucket('us-west-2'), Key: agentKey(digest) }));
    const bytes = Buffer.from((await object?.Body?.transformToByteArray()) ?? []);
    expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).toBe(digest);
    execFileSync('tar', ['--extract', '--file', '-', '--directory', packages], { input: bytes });
    const node = spawnSync(join(packages, 'node'), ['--version'], { encoding: 'utf8' });
    expect(node.stdout.trim()).toBe(`v${agentRuntime.version}`);
    const agent = spawnSync(join(packages, 'node'), [join(packages, 'index.js')], {
      encoding: 'utf8',
      env: { POLYREGION_PARAMETERS_FILE: join(packages, 'none') },
    });
    expect(agent.status).toBe(1);
    expect(agent.stdout).toContain('"event":"agent failed"');
    expect(readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8')).toContain(digest);

    expect((await push(nodeArchive)).stderr).toContain('already there');
  }, 120_000);
});
