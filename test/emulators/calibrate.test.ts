import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cellDimensions,
  instanceTypeDimensions,
  launchDimensions,
  metricNames,
  metricNamespace,
} from '../../lib/contract/metrics';
import type { PoolName } from '../../lib/contract/pools';
import { fleetFolder, type Run } from '../support/cli';
import { type Emulator, startMinistack } from '../support/moto';
import { runCommand } from '../support/run-command';

const hour = 3_600_000;
const midnight = new Date().setUTCHours(0, 0, 0, 0);
const yesterday = new Date(midnight - 1).toISOString().slice(0, 10);

let ministack: Emulator;
let folder = '';

const cell = { fleet: 'assistant', model: 'llama-70b' };
const instanceType = 'p5.48xlarge';

const datum = (
  MetricName: string,
  dimensions: Record<string, string>,
  at: Date,
  values: Pick<MetricDatum, 'Value' | 'Values' | 'Counts'>,
): MetricDatum => ({
  MetricName,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  Timestamp: at,
  ...values,
});

async function put(region: string, MetricData: MetricDatum[]): Promise<void> {
  const client = new CloudWatchClient({
    region,
    endpoint: ministack.url,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
  for (let from = 0; from < MetricData.length; from += 1000) {
    const part = MetricData.slice(from, from + 1000);
    await client.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData: part }));
  }
}

const launched = (
  region: string,
  pool: PoolName,
  stage: 'image' | 'total' | 'boot',
  daysAgo: number,
  seconds: readonly number[],
): Promise<void> =>
  put(
    region,
    seconds.map((Value) =>
      datum(
        metricNames.coldStartSeconds,
        launchDimensions(cell, stage, { instanceType, pool }),
        new Date(midnight - daysAgo * 24 * hour + 2 * hour),
        { Value },
      ),
    ),
  );

/** Minutes of a cell of three instances with two replicas each, as their agents tell them. */
async function served(
  minutes: readonly number[],
  { inFlight, requests, types = [instanceType] }: { inFlight: number; requests: number; types?: readonly string[] },
): Promise<void> {
  const data = minutes.flatMap((minute) => {
    const at = new Date(midnight - 48 * hour + minute * 60_000);
    const of = (name: string, values: Pick<MetricDatum, 'Value' | 'Values' | 'Counts'>) =>
      datum(name, cellDimensions(cell), at, values);
    return [
      of(metricNames.requestsInFlight, { Values: [inFlight], Counts: [18] }),
      of(metricNames.replicasReady, { Values: [2], Counts: [3] }),
      ...types.map((type) =>
        datum(metricNames.replicasReady, instanceTypeDimensions(cell, type), at, {
          Values: [2],
          Counts: [3 / types.length],
        }),
      ),
      of(metricNames.requests, { Values: [requests / 3], Counts: [3] }),
      of(metricNames.inputTokens, { Values: [(requests * 1200) / 3], Counts: [3] }),
      of(metricNames.outputTokens, { Values: [(requests * 210) / 3], Counts: [3] }),
      of(metricNames.timeToFirstTokenSeconds, { Values: [0.25, 0.5], Counts: [requests - 100, 100] }),
      of(metricNames.timePerOutputTokenSeconds, { Values: [0.025], Counts: [requests] }),
    ];
  });
  await put('us-east-1', data);
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

beforeAll(async () => {
  ministack = await startMinistack('111122223333');
  folder = fleetFolder('fleets/chat.yaml');
  await launched('us-east-1', 'baseline', 'image', 3, [380, 400, 420]);
  await launched('us-west-2', 'overflow', 'image', 2, [390, 400, 410, 600]);
  await launched('us-east-1', 'baseline', 'total', 3, [700, 720, 740, 760, 900]);
  await launched('us-east-1', 'baseline', 'boot', 3, [30, 31]);
  // of today, which is not over
  await launched('us-east-1', 'baseline', 'image', 0, [9000, 9000, 9000, 9000, 9000, 9000, 9000, 9000]);
  // 20 in flight a replica; 1,560 requests a minute of six replicas
  await served(range(0, 70), { inFlight: 40, requests: 1560 });
  // an evening at the limit: 66.5 in flight a replica; 9.5 × 6 × 60 requests a minute
  await served(range(300, 62), { inFlight: 133, requests: 3420 });
  // a minute with two instance types at once cannot be attributed to either
  await served(range(100, 20), {
    inFlight: 100,
    requests: 1200,
    types: [instanceType, 'p5en.48xlarge', 'p4d.24xlarge'],
  });
  // idle
  await served(range(200, 20), { inFlight: 1, requests: 60 });
}, 60_000);

afterAll(async () => {
  await ministack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Run> =>
  runCommand(folder, args, { AWS_ENDPOINT_URL_CLOUDWATCH: ministack.url });
const file = (): string => readFileSync(join(folder, 'fleet.measured.yaml'), 'utf8');

describe('polyregion calibrate', () => {
  test('--json tells a program all of it', async () => {
    const { status, stdout } = await run('calibrate', '--check', '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      file: 'fleet.measured.yaml',
      changed: true,
      written: false,
      coldStarts: [
        { stage: 'image' },
        { stage: 'total', measured: { p50Seconds: 740 }, planned: { origin: 'derived' } },
      ],
      places: [{ region: 'us-east-1', instanceType: 'p5.48xlarge', pool: 'baseline', measured: { samples: 5 } }],
      throughput: [
        { workload: 'chat', measured: { minutes: 70 } },
        { workload: 'chat', measured: { minutes: 62 } },
      ],
      tokens: [{ name: 'chat', measured: { meanInputTokens: 1200 } }],
    });
    expect(status).toBe(1);
  });

  test('--check fails before, and writes nothing', async () => {
    const { status, stdout } = await run('calibrate', '--check');

    expect(stdout).toContain('fleet.measured.yaml: out of date');
    expect(status).toBe(1);
    expect(() => file()).toThrow('ENOENT');
  });

  test('writes what the agents of all regions measured on whole days, with samples and date', async () => {
    const { status, stdout, stderr } = await run('calibrate');

    expect(stderr).toBe('');
    expect(stdout).toMatch(/image +│ +7 │ +405 │ +572 │ +600 │ +[\d-]+ │ +300 \(240–360\) │ +\+35 %/);
    expect(status).toBe(0);
    expect(file()).toContain('# What the deployed fleet measured');
    expect(file()).toMatch(
      new RegExp(
        `image:\\s+p50Seconds: 405\\s+p95Seconds: [\\d.]+\\s+slowestSeconds: 600\\s+samples: 7\\s+until: "?${yesterday}`,
      ),
    );
    // 120 in flight on six replicas; (1,560 × 210) ÷ (6 × 60 s)
    expect(stdout).toMatch(/chat +│ +p5\.48xlarge +│ +20 │ +70 │ +250 ms, 500 ms │ +25 ms, 25 ms │ +910 │/);
    expect(file()).toContain('outputTokensPerSecondPerReplica: 910');
    // neither the idle minutes nor those of two types
    expect(file().match(/concurrentRequestsPerReplica/g)).toHaveLength(2);
    expect(file()).toContain('meanInputTokens: 1200');
    // two launches are an anecdote
    expect(file()).not.toContain('boot');
  });

  test('is current at once, and the plan counts on it', async () => {
    const check = await run('calibrate', '--check');
    const plan = await run('plan', '--json');

    expect(check.stdout).toContain('fleet.measured.yaml: current');
    expect(check.status).toBe(0);
    const [workload] = JSON.parse(plan.stdout).plan.workloads;
    const { coldStart } = workload.types[0];
    expect(workload.demand.meanInputTokens).toMatchObject({ value: 1200, origin: 'measured', date: yesterday });
    // the plan went to 64 in flight, and what was measured goes further: 9.5 × 66 ÷ 66.5 requests/s
    const [measured, other] = workload.types.map(({ replica }: { replica: object }) => replica);
    expect(measured).toMatchObject({ concurrency: 66, requestsPerSecond: { origin: 'measured' } });
    expect(measured.requestsPerSecond.value).toBeCloseTo(9.4286, 4);
    expect(other).toMatchObject({ concurrency: 64, requestsPerSecond: { origin: 'derived' } });
    expect(coldStart.image).toMatchObject({ value: 405, origin: 'measured', date: yesterday });
    expect(coldStart.totalSeconds).toMatchObject({ value: 740, high: 900, origin: 'measured' });
    expect(coldStart.boot.origin).toBe('assumed');
  });

  test('says what AWS refuses, and writes nothing', async () => {
    const before = file();
    const { status, stderr } = await runCommand(folder, ['calibrate'], {
      AWS_ENDPOINT_URL_CLOUDWATCH: 'http://127.0.0.1:9',
      AWS_MAX_ATTEMPTS: '1',
    });

    expect(stderr).toContain('us-east-1.cloudwatch:GetMetricData');
    expect(stderr).toContain('calibrate: nothing was written');
    expect(status).toBe(1);
    expect(file()).toBe(before);
  });

  test('fails on an unreadable measured file, and leaves it unchanged', async () => {
    const before = file();
    writeFileSync(join(folder, 'fleet.measured.yaml'), before.replace('p5.48xlarge:', 'p5.48xlage:'));
    const { status, stderr } = await run('calibrate');

    expect(stderr).toContain('measured.coldStarts.llama-70b.p5.48xlage: is unknown');
    expect(stderr).toContain('did you mean p5.48xlarge?');
    expect(status).toBe(1);
    expect(file()).toContain('p5.48xlage:');
    writeFileSync(join(folder, 'fleet.measured.yaml'), before);
  });

  test('fails on days that CloudWatch does not keep', async () => {
    const { status, stderr } = await run('calibrate', '--days', '0');

    expect(stderr).toContain('must be whole days, got 0, expected 1 to 90');
    expect(status).toBe(1);
  });
});
