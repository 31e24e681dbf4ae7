import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { repairRequested } from '../../lib/contract/agent-events';
import { metricNames } from '../../lib/contract/metrics';
import type { AgentHost } from '../support/agent-host';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';
import { storeWeights } from '../support/stored-weights';

const xid = (code: number): string =>
  `2,1234,98765432,-;NVRM: Xid (PCI:0000:38:00): ${code}, pid=4711, name=python3, GPU has a fault`;

describe('the agent', () => {
  test.concurrent('that is killed comes back with the same engines, completes no hook twice, and counts no token twice', async ({
    agents,
  }) => {
    const host = await agents.inService();
    const engines = host.enginePids();
    const tokens = async (): Promise<number> => host.total(metricNames.outputTokens);
    await chat(host.servingUrl, 'hello', { max_tokens: 60 });
    await eventually(async () => (await tokens()) >= 60);
    const before = await tokens();

    await host.killAgent('SIGKILL');
    expect(await host.ready()).toBe(0);
    host.start();
    await eventually(async () => (await host.ready()) === 200);
    await eventually(async () => (await chat(host.servingUrl, 'hello', { max_tokens: 1 })).status === 200);

    await eventually(async () => host.lines('engine ready').length === 4);
    expect(host.enginePids()).toEqual(engines);
    expect(host.lines('engine started')).toHaveLength(2);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    const minutes = (await host.metric(metricNames.outputTokens)).length;
    await eventually(async () => (await host.metric(metricNames.outputTokens)).length > minutes);
    expect(await tokens(), 'what the one before has told').toBeLessThan(before + 60);

    await host.controlEngine(0, { exit: 1 });
    await eventually(async () => host.lines('engine started').length === 3);
    expect(await host.ready()).toBe(200);
  });

  test.concurrent('that is killed with one of its engines brings it back without S3: what was proved lies on its disk', async ({
    agents,
    onTestFinished,
  }) => {
    const { moto, s3Url, weightsManifest } = await storeWeights();
    onTestFinished(() => moto.stop());
    const host = await agents.inService({ s3Url, parameters: { weightsManifest } });
    const [first = 0, second] = host.enginePids();

    await moto.stop();
    await host.killAgent('SIGKILL');
    process.kill(first, 'SIGKILL');
    host.start();

    await eventually(async () => host.lines('engine ready').length === 4);
    expect(host.lines('engine started')).toHaveLength(3);
    expect(host.enginePids()).toContain(second);
    expect(await host.ready()).toBe(200);
  });

  test.concurrent('serves on where its disk takes nothing more', async ({ agents }) => {
    const host = await agents.start({ behaviour: { loadSeconds: 1 } });
    host.blockState();

    await eventually(async () => (await host.hooks()).length > 0);

    expect(await host.ready()).toBe(200);
    expect(host.lines('state not written').length).toBeGreaterThan(0);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
  });
});

describe('faults of a GPU in the kernel log', () => {
  test.concurrent('F13, F11: those of a program move nothing; one that only another host mends is told once, with its evidence', async ({
    agents,
  }) => {
    const host = await agents.inService();
    for (const code of [13, 31, 94, 126]) {
      host.kernelSays(xid(code));
    }
    await host.pass(30);
    expect(await host.calls('PutEvents')).toEqual([]);
    expect(await host.ready()).toBe(200);
    expect(host.lines('engine restarts')).toEqual([]);

    host.kernelSays(xid(79));
    host.kernelSays(xid(79));
    await eventually(async () => (await host.events(repairRequested)).length > 0);
    await host.pass(60);

    expect(await host.events(repairRequested)).toEqual([
      {
        fleet: 'assistant',
        model: 'llama-8b',
        instanceId: 'i-0123456789abcdef0',
        reason: 'gpu-fault',
        xidCodes: [79],
        evidence: 'Xid 79 of the GPU at 0000:38:00',
      },
    ]);
    expect(await host.calls('SetInstanceHealth')).toEqual([]);
    expect(await host.ready(), 'what still answers serves until it is replaced').toBe(200);
    expect((await chat(host.servingUrl, 'hello', { max_tokens: 1 })).status).toBe(200);
  });
});

/** A driver that says what the file beside it says, in place of the one that needs a GPU. */
function fakeDriver() {
  const folder = mkdtempSync(join(tmpdir(), 'driver-'));
  const program = join(folder, 'nvidia-smi');
  writeFileSync(program, `#!/bin/sh\ncat "${folder}/says"\nexit "$(cat "${folder}/status")"\n`);
  chmodSync(program, 0o755);
  const says = (lines: readonly string[], status = 0): void => {
    writeFileSync(join(folder, 'status'), String(status));
    writeFileSync(join(folder, 'says'), lines.map((line) => `${line}\n`).join(''));
  };
  const environment = { PATH: `${folder}:${process.env.PATH}` };
  return { says, environment, remove: () => rmSync(folder, { recursive: true }) };
}

const sound = (index: number): string => `${index}, 97, 70000, 81559, 0, Not Active, Not Active, Active`;
const hot = (index: number): string => `${index}, 97, 70000, 81559, 0, Active, Active, Not Active`;

describe('faults of a GPU that its driver tells', () => {
  const ratio = async (host: AgentHost): Promise<unknown> =>
    (await host.metric(metricNames.gpuThrottledRatio)).at(-1)?.Value;

  test.concurrent('heat is a metric and nothing else; memory errors ask for another host', async ({
    agents,
    onTestFinished,
  }) => {
    const driver = fakeDriver();
    onTestFinished(driver.remove);
    driver.says([sound(0), hot(1)]);
    const host = await agents.inService({ environment: driver.environment });

    await eventually(async () => (await ratio(host)) === 0.5);
    expect((await host.metric(metricNames.gpuUtilizationRatio)).at(-1)?.Value).toBeCloseTo(0.97);
    expect(await host.calls('PutEvents')).toEqual([]);

    driver.says([sound(0), '1, 97, 70000, 81559, 3, Not Active, Not Active, Active']);
    await eventually(async () => (await host.events(repairRequested)).length > 0);

    expect(await host.events(repairRequested)).toEqual([
      expect.objectContaining({
        reason: 'gpu-fault',
        xidCodes: [],
        evidence: 'GPU 1: 3 uncorrected memory errors',
      }),
    ]);
    expect(await host.ready()).toBe(200);
  });

  test.concurrent('F11: a GPU that has left the bus asks for another host; a driver that only fails does not', async ({
    agents,
    onTestFinished,
  }) => {
    const driver = fakeDriver();
    onTestFinished(driver.remove);
    driver.says(['Failed to initialize NVML: Unknown Error'], 255);
    const host = await agents.inService({ environment: driver.environment });
    await host.pass(130);
    expect(await host.calls('PutEvents')).toEqual([]);
    expect(await host.metric(metricNames.gpuUtilizationRatio)).toEqual([]);

    driver.says([sound(0), 'Unable to determine the device handle for GPU1: 0000:39:00.0: GPU is lost.'], 15);
    await eventually(async () => (await host.events(repairRequested)).length > 0);

    expect(await host.events(repairRequested)).toEqual([
      expect.objectContaining({ reason: 'gpu-fault', evidence: '1 of 2 GPUs have fallen off the bus' }),
    ]);
  });
});

describe('a clock that is set', () => {
  test.concurrent('F19: by five minutes or a day, either way, moves nothing, and metrics carry the time of the calendar', async ({
    agents,
    onTestFinished,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'clock-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const offset = join(folder, 'offset');
    const shim = join(folder, 'shim.mjs');
    const set = (seconds: number): void => writeFileSync(offset, String(seconds));
    set(0);
    writeFileSync(
      shim,
      `import { readFileSync } from 'node:fs';
const Real = Date;
const now = () => Real.now() + Number(readFileSync(${JSON.stringify(offset)}, 'utf8') || 0) * 1000;
globalThis.Date = class extends Real {
  constructor(...given) { given.length === 0 ? super(now()) : super(...given); }
  static now() { return now(); }
};
`,
    );
    const host = await agents.start({
      behaviour: { loadSeconds: 40 },
      environment: { NODE_OPTIONS: `--import=${shim}` },
    });
    await eventually(async () => host.lines('engine started').length === 2);
    set(86_400);
    await eventually(async () => (await host.ready()) === 200);
    await eventually(async () => (await host.hooks()).length > 0);
    const seen: number[] = [];
    const skews: number[] = [];
    for (const seconds of [300, -300, 86_400, -86_400, 0]) {
      set(seconds);
      const before = (await host.metric(metricNames.requestsInFlight)).length;
      await eventually(async () => {
        seen.push(await host.ready());
        return (await host.metric(metricNames.requestsInFlight)).length >= before + 3;
      });
      const last = (await host.metric(metricNames.requestsInFlight)).at(-1);
      skews.push(Date.parse(String(last?.Timestamp)) / 1000 - Date.now() / 1000 - seconds);
    }

    expect(new Set(seen)).toEqual(new Set([200]));
    expect(skews.filter((skew) => Math.abs(skew) > 60)).toEqual([]);
    for (const event of ['engine restarts', 'draining', 'launch abandoned']) {
      expect(host.lines(event)).toEqual([]);
    }
    expect(host.lines('engine started')).toHaveLength(2);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    await eventually(async () => (await host.metric(metricNames.coldStartSeconds)).length > 0);
    for (const { Value } of await host.metric(metricNames.coldStartSeconds)) {
      expect(Value).toBeGreaterThanOrEqual(0);
      expect(Value, 'a day or five minutes would be more').toBeLessThan(300 * host.timeFactor);
    }
  });
});
