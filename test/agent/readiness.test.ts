import { describe, expect } from 'vitest';
import { awsAnswerSeconds } from '../../agent/io/answer-limit';
import { repairRequested } from '../../lib/contract/agent-events';
import { metricNames } from '../../lib/contract/metrics';
import { forwardProgress } from '../../lib/engine/forward-progress';
import { test } from '../support/agent-test';
import { chat, eventually } from '../support/engine-client';

const one = { parameters: { replicasPerInstance: 1 } };
/** A token takes half a second of the agent. */
const slow = { loadSeconds: 1, tokensPerSecond: 2, answerTokens: 1000 };

describe('readiness', () => {
  test.concurrent('ends where an engine says that it is healthy and no token comes; it is restarted in place', async ({
    agents,
  }) => {
    const host = await agents.inService(one);
    const before = host.enginePids();

    await host.controlEngine(0, { stalled: true });
    const lost = chat(host.servingUrl, 'hello').then(({ status }) => status);

    await eventually(async () => (await host.ready()) === 503);
    await eventually(async () => (await chat(host.servingUrl, 'hello')).status === 503);
    expect(await lost, 'a client that waits for a hung engine gets an error at once').toBe(502);
    await eventually(async () => (await host.ready()) === 200);
    expect(host.enginePids()).not.toEqual(before);
    expect(host.lines('engine restarts')).toEqual([
      expect.objectContaining({ problem: `hung for ${forwardProgress.hungAfterSeconds} s` }),
    ]);
    expect((await chat(host.servingUrl, 'hello', { max_tokens: 1 })).status).toBe(200);
    expect(await host.events(repairRequested)).toEqual([]);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
    await eventually(async () => (await host.total(metricNames.engineRestarts)) === 1);
  });

  test.concurrent('is not believed of a health path: an engine that calls itself dead and works stays', async ({
    agents,
  }) => {
    const host = await agents.inService(one);
    await host.controlEngine(0, { unhealthy: true });

    await host.pass(forwardProgress.hungAfterSeconds + forwardProgress.idleProbeSeconds);

    expect(await host.ready()).toBe(200);
    expect(host.lines('engine restarts')).toEqual([]);
  });

  test.concurrent('of an instance lasts while one of its engines hangs, which gets nothing new before it is known to', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour: slow, timeFactor: 4 });
    await host.controlEngine(0, { stalled: true });
    const begun: Promise<Response>[] = [];
    for (let count = 1; count <= 6; count += 1) {
      begun.push(chat(host.servingUrl, 'hello', { stream: true, max_tokens: 400 }));
      await eventually(async () => {
        const [hanging, other] = [await host.engineState(0), await host.engineState(1)];
        return hanging.waiting + other.running === count;
      });
    }
    expect((await host.engineState(0)).waiting).toBe(3);
    await eventually(async () => host.lines('engine suspected').length > 0);
    await host.pass(2); // the agent tells the guard within half a second

    // Engine 0 has as many as engine 1 and then fewer: by their number alone it would be asked.
    const answers = Array.from({ length: 4 }, () => chat(host.servingUrl, 'hello', { stream: true, max_tokens: 400 }));

    await eventually(async () => (await host.engineState(1)).running === 7);
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await eventually(async () => host.lines('engine restarts').length > 0);
    expect(await host.ready()).toBe(200);
    await Promise.allSettled(begun);
  });

  test.concurrent('comes back after the engine has crashed; what was in flight is cut, nothing else', async ({
    agents,
  }) => {
    const host = await agents.inService({ behaviour: slow });
    const begun = [0, 1].map(() => chat(host.servingUrl, 'hello', { stream: true, max_tokens: 60 }));
    const streams = (await Promise.all(begun)).map((answer) => answer.text().catch(() => 'cut'));

    await host.controlEngine(0, { exit: 1 });

    await eventually(async () => host.lines('engine restarts').length === 1);
    expect(await host.ready()).toBe(200);
    expect((await chat(host.servingUrl, 'hello', { max_tokens: 1 })).status).toBe(200);
    const ends = await Promise.all(streams);
    expect(ends.filter((text) => text === 'cut')).toHaveLength(1);
    expect(ends.filter((text) => text.endsWith('data: [DONE]\n\n'))).toHaveLength(1);
    await eventually(async () => host.lines('engine ready').length === 3);
    await eventually(async () => (await host.total(metricNames.engineRestarts)) === 1);
    expect(await host.hooks()).toEqual(['polyregion-launch CONTINUE']);
  });

  test.concurrent('that restarts do not bring back for long asks for repair, and goes on restarting', async ({
    agents,
  }) => {
    const host = await agents.inService(one);

    for (let failures = 1; failures <= 4; failures += 1) {
      await host.controlEngine(0, { exit: 1 });
      await eventually(async () => host.lines('engine restarts').length >= failures);
      await eventually(async () => (await host.ready()) === 200);
    }

    await eventually(async () => (await host.events(repairRequested)).length > 0);
    expect((await host.events(repairRequested))[0]).toEqual({
      fleet: 'assistant',
      model: 'llama-8b',
      instanceId: 'i-0123456789abcdef0',
      reason: 'engine-hang',
      xidCodes: [],
      evidence: expect.stringContaining('ended with status 1; 4 failures'),
    });
    expect(await host.calls('SetInstanceHealth')).toEqual([]);
  });

  test.concurrent('that came back while the request for repair could not be sent asks for nothing later', async ({
    agents,
  }) => {
    const host = await agents.inService(one);
    await host.recorder.answer([{ service: 'events', status: 400, code: 'ThrottlingException' }]);
    for (let failures = 1; failures <= 4; failures += 1) {
      await host.controlEngine(0, { exit: 1 });
      await eventually(async () => host.lines('engine restarts').length >= failures);
      await eventually(async () => (await host.ready()) === 200);
    }
    await eventually(async () => host.lines('retrying').some(({ what }) => what === 'repair request'));

    await host.pass(awsAnswerSeconds + 10);
    await host.recorder.answer([]);

    await host.pass(90);
    expect((await host.calls('PutEvents')).filter(({ status }) => status === 200)).toEqual([]);
    expect(await host.ready()).toBe(200);
  });
});
