import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { repairRequested } from '../../lib/contract/repair';
import { startHost, startInService } from '../support/agent-fixture';
import { type AgentHost, cacheSaltRule } from '../support/agent-host';
import { chat, eventually } from '../support/engine-client';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

let weights: StoredWeights;
let host: AgentHost | undefined;

beforeAll(async () => {
  weights = await storeWeights();
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
});
afterAll(() => weights.moto.stop());

const xid = (code: number): string =>
  `2,1234,98765432,-;NVRM: Xid (PCI:0000:38:00): ${code}, pid=4711, name=python3, GPU has a fault`;

describe('the agent', () => {
  test('that is killed comes back with the same engines, and completes no hook twice', async () => {
    host = await startInService(weights);
    const started = host;
    const engines = started.enginePids();

    await started.killAgent('SIGKILL');
    expect(await started.ready()).toBe(0);
    started.start();
    await eventually(async () => (await started.ready()) === 200);
    await eventually(async () => (await chat(started.servingUrl, 'hello', { max_tokens: 1 })).status === 200);

    await eventually(async () => started.lines('engine ready').length === 4);
    expect(started.enginePids()).toEqual(engines);
    expect(started.lines('engine started')).toHaveLength(2);
    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE']);

    await started.controlEngine(0, { exit: 1 });
    await eventually(async () => started.lines('engine started').length === 3);
    expect(await started.ready()).toBe(200);
  });

  test('serves while no AWS API answers, and tells all of it later', async () => {
    const throttled = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };
    host = await startHost(weights, { behaviour: { loadSeconds: 10 } });
    const started = host;
    await started.recorder.answer([cacheSaltRule, throttled]);

    await eventually(async () => (await started.ready()) === 200);
    await eventually(async () => (await started.calls('CompleteLifecycleAction')).length >= 3);
    expect((await chat(started.servingUrl, 'hello', { max_tokens: 1 })).status).toBe(200);
    expect(await started.hooks()).toEqual([]);

    await started.recorder.answer([]);
    await eventually(async () => (await started.hooks()).length > 0);
    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE']);
    await eventually(async () => (await started.metric('RequestsInFlight')).length > 0);
  });

  test('asks for repair at a fault that only another host mends, never at one of a program', async () => {
    host = await startInService(weights);
    const started = host;
    for (const code of [13, 31, 94, 126]) {
      started.kernelSays(xid(code));
    }
    started.kernelSays(xid(79));

    await eventually(async () => (await started.events(repairRequested)).length > 0);

    expect((await started.events(repairRequested))[0]).toEqual({
      fleet: 'assistant',
      model: 'llama-8b',
      instanceId: 'i-0123456789abcdef0',
      reason: 'gpu-fault',
      xidCodes: [79],
      evidence: 'Xid 79 of the GPU at 0000:38:00',
    });
    expect(await started.calls('SetInstanceHealth')).toEqual([]);
  });
});
