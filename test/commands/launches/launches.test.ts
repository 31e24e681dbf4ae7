import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readEvidence } from '../../../lib/commands/launches/read-evidence';
import { readRefused } from '../../../lib/commands/launches/read-refused';

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

/** Texts of AWS: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-instancelaunchfailure.html */
const activities = [
  [
    '2026-11-27T10:00:00Z',
    'Failed',
    'Launching a new EC2 instance.',
    'We currently do not have sufficient p5.48xlarge capacity in the Availability Zone you requested',
  ],
  [
    '2026-11-27T11:00:00Z',
    'Failed',
    'Launching a new EC2 instance.',
    'VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit',
  ],
  [
    '2026-11-27T12:00:00Z',
    'Failed',
    'Launching a new EC2 instance: i-0aa.',
    'Instance became unhealthy. Termination Reason: Client.VolumeLimitExceeded: Volume limit exceeded',
  ],
  ['2026-11-27T13:00:00Z', 'Failed', 'Launching a new EC2 instance.', 'Your account is currently being verified.'],
  ['2026-11-27T14:00:00Z', 'Failed', 'Launching a new EC2 instance.', 'The Capacity Block cr-1 has expired.'],
  [
    '2026-11-27T15:00:00Z',
    'Cancelled',
    'Launching a new EC2 instance: i-0bb.',
    'Lifecycle Action with token x was abandoned: Heartbeat Timeout',
  ],
  ['2026-11-27T16:00:00Z', 'Successful', 'Launching a new EC2 instance: i-0cc.', ''],
  ['2026-11-27T17:00:00Z', 'Failed', 'Terminating EC2 instance: i-0dd.', 'no launch'],
] as const;

/** Auto Scaling with one group of the cell. */
const scaling = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => {
    body += String(part);
  });
  request.on('end', () => {
    const [, operation = ''] = /Action=(\w+)/.exec(body) ?? [];
    const members =
      operation === 'DescribeScalingActivities'
        ? `<Activities>${activities.map(([at, code, description, message]) => `<member><EndTime>${at}</EndTime><StatusCode>${code}</StatusCode><Description>${description}</Description><StatusMessage>${message}</StatusMessage></member>`).join('')}</Activities>`
        : '<AutoScalingGroups><member><AutoScalingGroupName>assistant-llama-8b-baseline</AutoScalingGroupName></member></AutoScalingGroups>';
    response.setHeader('content-type', 'text/xml');
    response.end(`<${operation}Response><${operation}Result>${members}</${operation}Result></${operation}Response>`);
  });
});

const addressOf = (server: typeof s3): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  await Promise.all(
    [s3, scaling].map((server) => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))),
  );
  vi.stubEnv('AWS_ENDPOINT_URL_S3', addressOf(s3));
  vi.stubEnv('AWS_ENDPOINT_URL_AUTO_SCALING', addressOf(scaling));
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing');
});

afterAll(() => {
  vi.unstubAllEnvs();
  s3.close();
  scaling.close();
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

describe('launches that AWS refused in a region', () => {
  const cell = { fleet: 'assistant', model: 'llama-8b' };

  test('are read with the class of their reason, newest first, beside those of instances that were given up', async () => {
    const found = await readRefused(cell, 'us-east-1', 10);

    expect(found.map(({ reason, instanceId }) => [reason, instanceId])).toEqual([
      ['abandoned', 'i-0bb'],
      ['reservation', undefined],
      ['verification', undefined],
      ['volumes', 'i-0aa'],
      ['quota', undefined],
      ['capacity', undefined],
    ]);
    expect(found[3]).toEqual({
      at: '2026-11-27T12:00:00.000Z',
      region: 'us-east-1',
      model: 'llama-8b',
      group: 'assistant-llama-8b-baseline',
      reason: 'volumes',
      instanceId: 'i-0aa',
      message: 'Instance became unhealthy. Termination Reason: Client.VolumeLimitExceeded: Volume limit exceeded',
    });
    expect(await readRefused(cell, 'us-east-1', 1)).toHaveLength(1);
  });

  test('fail with the action that had no answer', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_AUTO_SCALING', 'http://127.0.0.1:1');

    await expect(readRefused(cell, 'us-east-1', 2)).rejects.toMatchObject({
      finding: { path: 'us-east-1.autoscaling:DescribeAutoScalingGroups' },
    });
  });
});
