import { EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../support/simulators';

let imds: Simulator;
let token = '';

const newToken = (seconds = '21600', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${imds.url}/latest/api/token`, {
    method: 'PUT',
    headers: { 'X-aws-ec2-metadata-token-ttl-seconds': seconds, ...headers },
  });
const get = (path: string, withToken = token): Promise<Response> =>
  fetch(`${imds.url}/latest/${path}`, { headers: { 'X-aws-ec2-metadata-token': withToken } });
const text = async (path: string): Promise<string> => (await get(`meta-data/${path}`)).text();
const status = async (path: string): Promise<number> => (await get(`meta-data/${path}`)).status;

beforeAll(async () => {
  const instance = { instanceLifeCycle: 'spot', tags: { Fleet: 'assistant', Phase: 'serving' } };
  imds = await startSimulator('imds', ['--instance', JSON.stringify(instance)]);
  token = await (await newToken()).text();
});

afterAll(() => imds.stop());

describe('instance metadata', () => {
  test.each(['', 'unknown'])('says 401 to the token %j', async (wrong) => {
    expect((await get('meta-data/instance-id', wrong)).status).toBe(401);
  });

  test('says 401 without a token', async () => {
    expect((await fetch(`${imds.url}/latest/meta-data/instance-id`)).status).toBe(401);
  });

  test.each([
    ['1', 200],
    ['21600', 200],
    ['0', 400],
    ['21601', 400],
    ['an hour', 400],
    ['', 400],
  ])('answers a token of %s seconds with %i', async (seconds, expected) => {
    expect((await newToken(seconds)).status).toBe(expected);
  });

  test('gives no token through a proxy', async () => {
    expect((await newToken('60', { 'X-Forwarded-For': '10.0.0.1' })).status).toBe(403);
  });

  test('takes no token after its time', async () => {
    const short = await (await newToken('60')).text();
    expect((await get('meta-data/instance-id', short)).status).toBe(200);

    await imds.control({ expireTokens: true });

    expect((await get('meta-data/instance-id', short)).status).toBe(401);
    token = await (await newToken()).text();
  });

  test.each([
    ['instance-id', 'i-0123456789abcdef0'],
    ['instance-type', 'g6e.2xlarge'],
    ['instance-life-cycle', 'spot'],
    ['placement/region', 'us-east-1'],
    ['placement/availability-zone-id', 'use1-az4'],
    ['tags/instance', 'Fleet\nPhase'],
    ['tags/instance/Fleet', 'assistant'],
    ['iam/security-credentials/', 'instance-role'],
    ['placement', 'region\navailability-zone\navailability-zone-id'],
  ])('says what %s is', async (path, expected) => {
    expect(await text(path)).toBe(expected);
  });

  test('describes itself in a document', async () => {
    expect(await (await get('dynamic/instance-identity/document')).json()).toMatchObject({
      accountId: '111122223333',
      region: 'us-east-1',
      instanceId: 'i-0123456789abcdef0',
    });
  });

  test.each([
    ['autoscaling/target-lifecycle-state', { targetLifecycleState: 'Terminated' }, 'Terminated'],
    [
      'spot/instance-action',
      { spotInstanceAction: { action: 'terminate', time: '2026-01-01T00:02:00Z' } },
      '{"action":"terminate","time":"2026-01-01T00:02:00Z"}',
    ],
    [
      'events/recommendations/rebalance',
      { rebalanceRecommendation: { noticeTime: '2026-01-01T00:00:00Z' } },
      '{"noticeTime":"2026-01-01T00:00:00Z"}',
    ],
  ])('says 404 to %s until it is set', async (path, change, expected) => {
    expect(await status(path)).toBe(404);

    await imds.control(change);

    expect(await text(path)).toBe(expected);
  });

  test.each([
    [{ targetLifecycleState: 'Pending' }, 'targetLifecycleState'],
    [{ spotInstanceAction: { action: 'rest', time: '2026-01-01T00:02:00Z' } }, 'action'],
    [{ instanceId: 'i-1' }, 'instanceId'],
    [{ hopLimit: 2 }, 'hopLimit'],
  ])('refuses the state %j, which AWS never says', async (change, message) => {
    await expect(imds.control(change)).rejects.toThrow(message);
  });

  test('gives the SDK credentials', async () => {
    const before = process.env;
    process.env = {
      AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    try {
      const credentials = await new EC2Client({ region: 'us-east-1' }).config.credentials();

      expect(credentials.accessKeyId).toBe('ASIAEXAMPLE');
      expect(credentials.expiration?.getTime()).toBeGreaterThan(Date.now());
    } finally {
      process.env = before;
    }
  });

  test('fails where told to', async () => {
    await imds.control({ fault: 'error' });
    expect(await status('instance-id')).toBe(500);
    await imds.control({ fault: 'hang' });
    await expect(
      fetch(`${imds.url}/latest/meta-data/instance-id`, { signal: AbortSignal.timeout(100) }),
    ).rejects.toThrow();
    await imds.control({ fault: 'none' });
    expect(await status('instance-id')).toBe(200);
  });

  test('ends on SIGTERM', async () => {
    const other = await startSimulator('imds');

    expect(await other.stop()).toBe(0);
  });
});
