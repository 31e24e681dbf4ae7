import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { downloadCompiledCode } from '../../../agent/boot/compile-cache';
import type { Context } from '../../../agent/instance/context';
import { clock } from '../../../agent/io/clock';
import { compileCacheKey, compileCacheLimits } from '../../../lib/contract/compile-cache';
import { exampleParameters } from '../../support/cell-parameters';
import { nobody } from '../../support/recorder';

let folder: string;
let server: Server | undefined;
const lines: [event: string, facts: unknown][] = [];

/** Starts an S3 that answers the agent with this status. */
async function s3That(answers: (headers: Record<string, string>) => number | undefined): Promise<void> {
  const started = createServer((_request, response) => {
    const headers: Record<string, string> = {};
    const status = answers(headers);
    if (status !== undefined) {
      response.writeHead(status, headers).end();
    }
  }).listen(0, '127.0.0.1');
  await new Promise((settle) => started.once('listening', settle));
  server = started;
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(started.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', nobody.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', nobody.secretAccessKey);
}

const context = (): Context =>
  ({
    clock: clock(100),
    log: (event: string, facts: unknown) => lines.push([event, facts]),
    parameters: { ...exampleParameters, compileCache: true },
    settings: { stateFolder: folder },
    instance: { account: '111122223333', region: 'us-east-1', instanceType: 'p5.48xlarge' },
  }) as unknown as Context;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-cache-'));
  lines.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('compiled code that cannot be had delays a start by its limit at most', () => {
  const never = new AbortController().signal;

  test('where S3 does not answer', async () => {
    await s3That(() => undefined);

    await downloadCompiledCode(context(), never);

    expect(lines).toEqual([
      ['compiled code not restored', { problem: `not within ${compileCacheLimits.restoreSeconds} s` }],
    ]);
    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });

  test.each([403, 404])(
    'where S3 says %i: to a role that may not list, what is not there is forbidden',
    async (status) => {
      await s3That(() => status);

      await downloadCompiledCode(context(), never);

      expect(lines).toEqual([['no compiled code yet', undefined]]);
    },
  );

  test('where it is larger than any agent would have written it', async () => {
    await s3That((headers) => {
      headers['content-length'] = String(compileCacheLimits.mostBytes + 1);
      return 200;
    });

    await downloadCompiledCode(context(), never);

    expect(lines).toEqual([['compiled code not restored', { problem: 'too large' }]]);
  });

  test('not at all where the launch is over', async () => {
    await s3That(() => undefined);

    await downloadCompiledCode(context(), AbortSignal.abort());

    expect(lines.map(([event]) => event)).toEqual(['compiled code not restored']);
  });
});

describe('the key of compiled code', () => {
  const of = { ...exampleParameters, instanceType: 'p5.48xlarge', flagsDigest: 'f'.repeat(64) };

  test('says what it was compiled for', () => {
    expect(compileCacheKey(of)).toBe(
      `compile-cache/llama-70b/${'0'.repeat(64)}/${'b'.repeat(64)}/p5.48xlarge/tensor-parallel-4/${'f'.repeat(64)}.tar`,
    );
  });

  test.each([
    { model: 'other' },
    { engineImageDigest: `sha256:${'1'.repeat(64)}` },
    { weightsManifest: `sha256:${'1'.repeat(64)}` },
    { instanceType: 'p5en.48xlarge' },
    { tensorParallel: 8 },
    { flagsDigest: '1'.repeat(64) },
  ])('is another one for %j', (change) => {
    expect(compileCacheKey({ ...of, ...change })).not.toBe(compileCacheKey(of));
  });
});
