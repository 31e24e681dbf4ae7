import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metricNames, metricNamespace, stageDimensions } from '../../lib/contract/metrics';
import { fleetFolder, type Run, runCli } from '../support/cli';
import { type Emulator, startMinistack } from '../support/moto';

const hour = 3_600_000;
const midnight = new Date().setUTCHours(0, 0, 0, 0);
const yesterday = new Date(midnight - 1).toISOString().slice(0, 10);

let ministack: Emulator;
let folder = '';

async function launched(
  region: string,
  stage: 'image' | 'total' | 'boot',
  daysAgo: number,
  seconds: readonly number[],
) {
  const client = new CloudWatchClient({
    region,
    endpoint: ministack.url,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
  await client.send(
    new PutMetricDataCommand({
      Namespace: metricNamespace,
      MetricData: seconds.map((Value) => ({
        MetricName: metricNames.coldStartSeconds,
        Dimensions: Object.entries(stageDimensions({ fleet: 'assistant', model: 'llama-70b' }, stage)).map(
          ([Name, Text]) => ({ Name, Value: Text }),
        ),
        Timestamp: new Date(midnight - daysAgo * 24 * hour + 2 * hour),
        Unit: 'Seconds',
        Value,
      })),
    }),
  );
}

beforeAll(async () => {
  ministack = await startMinistack('111122223333');
  folder = fleetFolder('fleets/chat.yaml');
  await launched('us-east-1', 'image', 3, [380, 400, 420]);
  await launched('us-west-2', 'image', 2, [390, 400, 410, 600]);
  await launched('us-east-1', 'total', 3, [700, 720, 740, 760, 900]);
  await launched('us-east-1', 'boot', 3, [30, 31]);
  // of today, which is not over
  await launched('us-east-1', 'image', 0, [9000, 9000, 9000, 9000, 9000, 9000, 9000, 9000]);
});

afterAll(async () => {
  await ministack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Run> => runCli(folder, args, { AWS_ENDPOINT_URL_CLOUDWATCH: ministack.url });
const file = (): string => readFileSync(join(folder, 'fleet.measured.yaml'), 'utf8');

describe('polyregion calibrate', () => {
  test('--check fails before, and writes nothing', async () => {
    const { status, stdout } = await run('calibrate', '--check');

    expect(stdout).toContain('fleet.measured.yaml: out of date');
    expect(status).toBe(1);
    expect(() => file()).toThrow('ENOENT');
  });

  test('writes what the agents of all regions measured on whole days, with samples and date', async () => {
    const { status, stdout, stderr } = await run('calibrate');

    expect(stderr).toBe('');
    expect(stdout).toMatch(/image +│ +7 │ +405 │ +571\.5 │ +600 │ +[\d-]+ │ +300 \(240–360\) s a │ +\+35 %/);
    expect(status).toBe(0);
    expect(file()).toContain('# What the deployed fleet measured');
    expect(file()).toMatch(
      new RegExp(
        `image:\\s+p50Seconds: 405\\s+p95Seconds: [\\d.]+\\s+slowestSeconds: 600\\s+samples: 7\\s+until: "?${yesterday}`,
      ),
    );
    // two launches are an anecdote
    expect(file()).not.toContain('boot');
  });

  test('is current at once, and the plan counts on it', async () => {
    const check = await run('calibrate', '--check');
    const plan = await run('plan', '--json');

    expect(check.stdout).toContain('fleet.measured.yaml: current');
    expect(check.status).toBe(0);
    const coldStart = JSON.parse(plan.stdout).plan.workloads[0].types[0].coldStart;
    expect(coldStart.image).toMatchObject({ value: 405, origin: 'measured', date: yesterday });
    expect(coldStart.totalSeconds).toMatchObject({ value: 740, high: 900, origin: 'measured' });
    expect(coldStart.boot.origin).toBe('assumed');
  });

  test('says what AWS refuses, and writes nothing', async () => {
    const before = file();
    const { status, stderr } = await runCli(folder, ['calibrate'], {
      AWS_ENDPOINT_URL_CLOUDWATCH: 'http://127.0.0.1:9',
      AWS_MAX_ATTEMPTS: '1',
    });

    expect(stderr).toContain('us-east-1.cloudwatch:GetMetricData');
    expect(stderr).toContain('calibrate: nothing was written');
    expect(status).toBe(1);
    expect(file()).toBe(before);
  });

  test('fails on days that CloudWatch does not keep', async () => {
    const { status, stderr } = await run('calibrate', '--days', '0');

    expect(stderr).toContain('must be whole days, got 0, expected 1 to 90');
    expect(status).toBe(1);
  });
});
