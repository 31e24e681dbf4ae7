import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedImageTag } from '../../lib/contract/artifacts';
import { fleetFolder, type Run, runCli } from '../support/cli';
import { projectRoot } from '../support/fleets';
import { type JsonServer, jsonServer } from '../support/json-server';
import { type Emulator, startServer } from '../support/moto';
import { ociLayout } from '../support/oci-layout';

const built = join(projectRoot, '.venv-go');
const [binary] = existsSync(built) ? readdirSync(built).map((version) => join(built, version, 'registry')) : [];
const regions = ['us-east-1', 'us-west-2'] as const;

let folder = '';
let digest = '';
let registries: Emulator[] = [];
/** Says where each region's registry is, as ECR does. */
let ecr: JsonServer;

beforeAll(async () => {
  if (binary === undefined) {
    return;
  }
  folder = fleetFolder('fleets/chat.yaml');
  digest = ociLayout(join(folder, 'image'), 300_000);
  registries = await Promise.all(regions.map(() => startServer(binary, ['-port', '0'], /serving on port (\d+)/)));
  ecr = await jsonServer((operation, region) => {
    const registry = registries[regions.indexOf(region as (typeof regions)[number])];
    return operation === 'GetAuthorizationToken' && registry !== undefined
      ? { authorizationData: [{ authorizationToken: btoa('AWS:secret'), proxyEndpoint: registry.url }] }
      : undefined;
  });
});

afterAll(async () => {
  await ecr?.close();
  await Promise.all(registries.map((registry) => registry.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const push = (archive: string): Promise<Run> =>
  runCli(folder, ['artifacts', 'push', '--image-archive', archive], { AWS_ENDPOINT_URL_ECR: ecr.url });
const lock = (): string | undefined =>
  existsSync(join(folder, 'fleet.lock.yaml')) ? readFileSync(join(folder, 'fleet.lock.yaml'), 'utf8') : undefined;
const accept = 'application/vnd.oci.image.index.v1+json';
const manifest = (registry: Emulator, reference: string): Promise<Response> =>
  fetch(`${registry.url}/v2/assistant/engine/manifests/${reference}`, { headers: { accept } });

describe.skipIf(binary === undefined)('artifacts push --image-archive', () => {
  test('sends nothing of an image that is not what its digests say', async () => {
    const broken = join(folder, 'broken');
    ociLayout(broken, 5000);
    const [blob = ''] = readdirSync(join(broken, 'blobs/sha256'))
      .map((name) => join(broken, 'blobs/sha256', name))
      .filter((file) => readFileSync(file).length === 5000);
    writeFileSync(blob, Buffer.alloc(5000, 9));

    const { status, stderr } = await push(broken);

    expect(status).toBe(1);
    expect(stderr).toContain('does not have its digest');
    expect(stderr).toContain('artifacts push: nothing was sent');
    expect(lock()).toBeUndefined();
  });

  test('brings the image to the registry of every region under its digest, and pins it', async () => {
    const { status, stderr } = await push(join(folder, 'image'));

    expect(status, stderr).toBe(0);
    for (const registry of registries) {
      for (const reference of [digest, pinnedImageTag(digest)]) {
        const answer = await manifest(registry, reference);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('docker-content-digest')).toBe(digest);
        const { manifests } = (await answer.json()) as { manifests: { digest: string }[] };
        for (const platform of manifests) {
          expect((await manifest(registry, platform.digest)).status).toBe(200);
        }
      }
    }
    expect(lock()).toContain(`engineImageDigest: { id: ${digest}, status: resolved }`);
  });

  test('sends nothing again, from a tar of it neither', async () => {
    const tar = join(folder, 'image.tar');
    execFileSync('tar', ['--create', '--file', tar, '--directory', join(folder, 'image'), '.']);

    const { status, stderr } = await push(tar);

    expect(status, stderr).toBe(0);
    expect(stderr).not.toContain(' uploaded');
    expect(stderr.match(/already there/g)).toHaveLength(8);
    expect(stderr).not.toContain('secret');
  });
});
