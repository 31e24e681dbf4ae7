import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pinnedImageTag } from '../../lib/contract/artifacts';
import { fleetFolder, type Run, startCli } from '../support/cli';
import { type JsonServer, jsonServer } from '../support/json-server';
import { type Emulator, startServer } from '../support/moto';
import { ociLayout, seedRegistry } from '../support/oci-layout';
import { projectRoot } from '../support/project-root';
import { bearerTokens, type Intercept, type RegistryFront, registryFront } from '../support/registry-front';
import { runCommand } from '../support/run-command';

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
  runCommand(folder, ['artifacts', 'push', '--image-archive', archive], { AWS_ENDPOINT_URL_ECR: ecr.url });
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

describe.skipIf(binary === undefined)('artifacts push --image', () => {
  const image = { digest: '', layer: '', from: '' };
  const fronts: RegistryFront[] = [];
  let source: Emulator;

  beforeAll(async () => {
    source = await startServer(binary ?? '', ['-port', '0'], /serving on port (\d+)/);
    image.from = join(folder, 'remote');
    image.digest = ociLayout(image.from, 400_000);
    await seedRegistry(source.url, 'vendor/engine', image.from, 'v1');
    const blobs = readdirSync(join(image.from, 'blobs/sha256'));
    image.layer = blobs.find((hex) => readFileSync(join(image.from, 'blobs/sha256', hex)).length === 400_000) ?? '';
    mkdirSync(join(folder, 'spool'));
    mkdirSync(join(folder, '.docker'));
  });

  beforeEach(() => rmSync(join(folder, 'fleet.lock.yaml'), { force: true }));

  afterEach(async () => {
    await Promise.all(fronts.splice(0).map((front) => front.close()));
    rmSync(join(folder, '.docker/config.json'), { force: true });
    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
  });

  afterAll(() => source?.stop());

  const front = async (intercept: Intercept): Promise<RegistryFront> => {
    const one = await registryFront(source.url, intercept);
    fronts.push(one);
    return one;
  };
  const start = (reference: string) =>
    startCli(folder, ['artifacts', 'push', '--image', reference], {
      AWS_ENDPOINT_URL_ECR: ecr.url,
      TMPDIR: join(folder, 'spool'),
    });
  const pull = (reference: string): Promise<Run> => start(reference).done;
  const arrived = async (): Promise<number[]> =>
    Promise.all(registries.map(async (registry) => (await manifest(registry, image.digest)).status));
  const isLayer = (url: URL): boolean => url.pathname.endsWith(image.layer);
  const login = (auth: object): void =>
    writeFileSync(join(folder, '.docker/config.json'), JSON.stringify(auth).replaceAll('HOST', fronts[0]?.host ?? ''));

  test.each([
    ['a tag that is not there', 'vendor/engine:v9', 'is not there, got "404 MANIFEST_UNKNOWN"'],
    ['a repository that is not there', 'vendor/other:v1', 'is not there, got "404 NAME_UNKNOWN"'],
    ['a digest that is not there', `vendor/engine@sha256:${'0'.repeat(64)}`, 'is not there, got "404'],
    ['latest', 'vendor/engine:latest', 'means another image tomorrow'],
  ])('fails on %s', async (_what, reference, says) => {
    const { status, stderr } = await pull(`${new URL(source.url).host}/${reference}`);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).toContain('artifacts push: nothing was sent');
    expect(lock()).toBeUndefined();
  });

  test('pins nothing of an image with a layer that is not what its digest says', async () => {
    const { host } = await front((request, response, url) => {
      const spoils = isLayer(url) && request.method === 'GET';
      if (spoils) {
        response.writeHead(200).end(Buffer.alloc(400_000, 9));
      }
      return spoils;
    });

    const { status, stderr } = await pull(`${host}/vendor/engine:v1`);

    expect(status).toBe(1);
    expect(stderr).toMatch(/does not have its digest, got "sha256:[0-9a-f]{64}", expected sha256:[0-9a-f]{64};/);
    expect(lock()).toBeUndefined();
    expect(await arrived()).toEqual([404, 404]);
  });

  test('that is killed pins nothing, and run again goes on from where it was', async () => {
    let half: (() => void) | undefined;
    const reached = new Promise<void>((settle) => {
      half = settle;
    });
    const { host } = await front((request, response, url) => {
      const stalls = isLayer(url) && request.method === 'GET';
      if (stalls) {
        response.writeHead(200, { 'content-length': 400_000 }).write(Buffer.alloc(200_000, 1), () => half?.());
      }
      return stalls;
    });
    const running = start(`${host}/vendor/engine:v1`);
    await reached;
    running.process.kill('SIGKILL');
    await running.done;

    expect(lock()).toBeUndefined();
    expect(await arrived()).toEqual([404, 404]);

    const { status, stdout, stderr } = await pull(`${new URL(source.url).host}/vendor/engine:v1`);

    expect(status, stderr).toBe(0);
    expect(stderr).toContain(`/vendor/engine:v1 is ${image.digest}`);
    expect(stderr).toMatch(/us-west-2: sha256:[0-9a-f]{12} already there/);
    expect(stderr).toContain(`us-west-2: sha256:${image.layer.slice(0, 12)} uploaded (sent `);
    expect(stdout).toBe(`fleet.lock.yaml: engineImageDigest is ${image.digest}\n`);
    expect(lock()).toContain(`engineImageDigest: { id: ${image.digest}, status: resolved }`);
    expect(await arrived()).toEqual([200, 200]);
  });

  test('by its digest pulls no layer again, and pins the same', async () => {
    const { host, asked } = await front(() => false);

    const { status, stderr } = await pull(`${host}/vendor/engine@${image.digest}`);

    expect(status, stderr).toBe(0);
    expect(asked.filter((one) => one.includes('/blobs/'))).toEqual([]);
    expect(lock()).toContain(image.digest);
  });

  test('takes up a layer where the connection broke', async () => {
    const other = join(folder, 'other');
    const digest = ociLayout(other, 500_000);
    await seedRegistry(source.url, 'vendor/engine', other, 'v2');
    const broken = new Set<string>();
    const ranges: string[] = [];
    const { host } = await front((request, response, url) => {
      if (!url.pathname.includes('/blobs/')) {
        return false;
      }
      ranges.push(...(request.headers.range === undefined ? [] : [request.headers.range]));
      const bytes = readFileSync(join(other, 'blobs', url.pathname.split('/').at(-1)?.replace(':', '/') ?? ''));
      if (bytes.length !== 500_000 || broken.has(url.pathname)) {
        return false;
      }
      broken.add(url.pathname);
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 300_000), () => setTimeout(() => response.destroy(), 100));
      return true;
    });

    const { status, stderr } = await pull(`${host}/vendor/engine:v2`);

    expect(status, stderr).toBe(0);
    expect(broken.size).toBe(2);
    expect(ranges).toHaveLength(2);
    // A broken connection may take the last of its bytes with it.
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-499999$/.exec(range)?.[1]));
    expect(Math.min(...starts)).toBeGreaterThan(0);
    expect(Math.max(...starts)).toBeLessThanOrEqual(300_000);
    expect(lock()).toContain(digest);
  });

  test('asks for a token of its own, to read this repository only', async () => {
    const { host, asked } = await front(bearerTokens('t0ken'));

    const { status, stderr } = await pull(`${host}/vendor/engine:v1`);

    expect(status, stderr).toBe(0);
    expect(asked.slice(0, 3)).toEqual([
      'GET /v2/vendor/engine/manifests/v1',
      'GET /token',
      'GET /v2/vendor/engine/manifests/v1',
    ]);
    expect(stderr).not.toContain('t0ken');
  });

  test('gives the login of docker login to the token server, and to no output', async () => {
    const { host } = await front(bearerTokens('t0ken', 'user:pa55word'));
    login({ auths: { HOST: { auth: btoa('user:pa55word') } } });

    const { status, stdout, stderr } = await pull(`${host}/vendor/engine:v1`);

    expect(status, stderr).toBe(0);
    expect(`${stdout}${stderr}`).not.toMatch(/t0ken|pa55word|dXNlc/);
  });

  test.each([
    ['without a login', {}, 'or log in: docker login 127.0.0.1'],
    [
      'with a wrong login',
      { auths: { HOST: { auth: btoa('user:wr0ng') } } },
      'renew the login: docker login 127.0.0.1',
    ],
    ['with a login elsewhere', { auths: { HOST: {} }, credsStore: 'desktop' }, 'kept by the credential helper desktop'],
  ])('is not let in %s', async (_what, config, says) => {
    const { host } = await front(bearerTokens('t0ken', 'user:pa55word'));
    login(config);

    const { status, stdout, stderr } = await pull(`${host}/vendor/engine:v1`);

    expect(status).toBe(1);
    expect(stderr).toContain('does not exist, or may not be pulled, got "401 UNAUTHORIZED"');
    expect(stderr).toContain(says);
    expect(`${stdout}${stderr}`).not.toMatch(/wr0ng|dXNlc|pa55word/);
  });

  test('sends no password to a token server without TLS', async () => {
    const { host } = await front((_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://tokens.example.com/",service="x"' }).end();
      return true;
    });
    login({ auths: { HOST: { auth: btoa('user:pa55word') } } });

    const { status, stderr } = await pull(`${host}/vendor/engine:v1`);

    expect(status).toBe(1);
    expect(stderr).toContain('leads to tokens.example.com without TLS');
  });
});
