import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { forwardProgress } from '../../lib/contract/forward-progress';
import { repairRequested } from '../../lib/contract/repair';
import { startInService } from '../support/agent-fixture';
import { type AgentHost, timeFactor } from '../support/agent-host';
import { chat, eventually } from '../support/engine-client';
import { type StoredWeights, storeWeights } from '../support/stored-weights';

const secret = 'my grandmother was born in Zwolle';
const one = { parameters: { replicasPerInstance: 1 } };

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

describe('readiness', () => {
  test('ends where an engine says that it is healthy and no token comes; it is restarted in place', async () => {
    host = await startInService(weights, one);
    const started = host;
    const before = started.enginePids();

    await started.controlEngine(0, { stalled: true });

    await eventually(async () => (await started.ready()) === 503);
    expect((await fetch(`${started.engineUrl(0)}/health`)).status).toBe(200);
    await eventually(async () => (await started.ready()) === 200);
    expect(started.enginePids()).not.toEqual(before);
    expect(started.lines('engine restarts')).toHaveLength(1);
    expect(await started.events(repairRequested)).toEqual([]);
    expect(await started.hooks()).toEqual(['polyregion-launch CONTINUE']);
  });

  test('lasts while an engine is busy, full or refuses, however long', async () => {
    host = await startInService(weights, one);
    const started = host;
    await started.controlEngine(0, { busy: true, queueFull: true });

    await wait(((forwardProgress.hungAfterSeconds + forwardProgress.idleProbeSeconds) * 1000) / timeFactor);

    const refused = await chat(started.servingUrl, secret);
    expect(refused.status, 'the answer of a full queue is passed on').toBe(503);
    expect(await refused.text()).not.toBe('');
    expect(await started.ready()).toBe(200);
    expect(started.lines('engine restarts')).toEqual([]);
  });

  test('is that of the replicas that are left; a poison prompt costs one engine its restart and is nowhere written', async () => {
    host = await startInService(weights, { behaviour: { poison: 'Zwolle' } });
    const started = host;

    const lost = chat(started.servingUrl, secret, { stream: true }).then((answer) => answer.text());
    await eventually(async () => started.lines('engine restarts').length > 0);

    expect(await started.ready()).toBe(200);
    expect((await chat(started.servingUrl, 'hello', { max_tokens: 1 })).status).toBe(200);
    await expect(lost).rejects.toThrow();
    await eventually(async () => started.lines('engine ready').length === 3);
    expect(await started.events(repairRequested)).toEqual([]);
    expect(started.log()).not.toContain('grandmother');
  });

  test('that restarts do not bring back for long asks for repair, and goes on restarting', async () => {
    host = await startInService(weights, one);
    const started = host;

    for (let failures = 1; failures <= 4; failures += 1) {
      await started.controlEngine(0, { exit: 1 });
      await eventually(async () => started.lines('engine restarts').length >= failures);
      await eventually(async () => (await started.ready()) === 200);
    }

    await eventually(async () => (await started.events(repairRequested)).length > 0);
    expect((await started.events(repairRequested))[0]).toEqual({
      fleet: 'assistant',
      model: 'llama-8b',
      instanceId: 'i-0123456789abcdef0',
      reason: 'engine-hang',
      xidCodes: [],
      evidence: expect.stringContaining('ended with status 1; 4 failures'),
    });
  });
});
