import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readEvidence } from '../../../lib/commands/launches/read-evidence';

const place = { fleet: 'assistant', account: '111122223333', region: 'us-east-1' };
const asked: string[] = [];

const evidence = (at: string) => ({
  at,
  fleet: 'assistant',
  model: 'llama-8b',
  instanceId: 'i-0123456789abcdef0',
  instanceType: 'g6e.2xlarge',
  kind: 'launch-failed',
  reason: 'weights',
  stage: 'weights',
  problem: 'manifest: TimeoutError',
  agent: [],
  engines: [],
});

const keys = ['2026-11-25T10:00:00.000Z', '2026-11-27T10:00:00.000Z', '2026-11-26T10:00:00.000Z'];

/** S3 with three objects, of which the list is not in the order of time. */
const s3 = createServer((request, response) => {
  const url = decodeURIComponent(request.url ?? '');
  asked.push(url);
  const key = keys.find((at) => url.includes(`${at}-i`));
  if (key !== undefined) {
    response.end(JSON.stringify(evidence(key)));
    return;
  }
  const contents = keys.map((at) => `<Contents><Key>evidence/llama-8b/${at}-i.json</Key></Contents>`).join('');
  response.end(`<ListBucketResult>${contents}</ListBucketResult>`);
});

beforeAll(async () => {
  await new Promise<void>((listening) => s3.listen(0, '127.0.0.1', listening));
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(s3.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing');
});

afterAll(() => {
  vi.unstubAllEnvs();
  s3.close();
});

describe('evidence in a region', () => {
  test('is read newest first, and no more than was asked for', async () => {
    const found = await readEvidence(place, 'llama-8b', 2);

    expect(found.map(({ at, region, problem }) => [at, region, problem])).toEqual([
      ['2026-11-27T10:00:00.000Z', 'us-east-1', 'manifest: TimeoutError'],
      ['2026-11-26T10:00:00.000Z', 'us-east-1', 'manifest: TimeoutError'],
    ]);
    expect(found[0]?.address).toBe(
      's3://assistant-111122223333-us-east-1-artifacts/evidence/llama-8b/2026-11-27T10:00:00.000Z-i.json',
    );
    expect(asked[0]).toContain('prefix=evidence/llama-8b/');
  });

  test('fails with the action that had no answer', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:1');

    await expect(readEvidence(place, 'llama-8b', 2)).rejects.toMatchObject({
      finding: { path: 'us-east-1.s3:ListBucket' },
    });
  });
});
