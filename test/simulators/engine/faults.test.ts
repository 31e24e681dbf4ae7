import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engineMetrics } from '../../../lib/engine/engine-metrics';
import { chat, eventually, metric } from '../../support/engine-client';
import { type Simulator, startSimulator } from '../../support/simulators';

const quick = { loadSeconds: 0, timeFactor: 0.01 };
const start = (behaviour: object, ...args: string[]): Promise<Simulator> =>
  startSimulator('engine', ['--port', '0', '--behaviour', JSON.stringify({ ...quick, ...behaviour }), ...args]);

const healthy = {
  stalled: false,
  busy: false,
  queueFull: false,
  kvCacheFull: false,
  unhealthy: false,
  crashAfterRequests: null,
};

describe('an engine with a batch of two and room for four', () => {
  let engine: Simulator;
  let abort = new AbortController();

  beforeAll(async () => {
    engine = await start({ timeFactor: 1, prefillSeconds: 0 }, '--max-num-seqs', '2', '--max-num-queued-reqs', '4');
  });
  beforeEach(async () => {
    abort.abort();
    abort = new AbortController();
    await engine.control(healthy);
    await eventually(async () => (await count()) === 0);
  });
  afterAll(async () => {
    abort.abort();
    await engine.stop();
  });

  const running = () => metric(engine.url, engineMetrics.requestsRunning);
  const waiting = () => metric(engine.url, engineMetrics.requestsWaiting);
  const tokens = async () => (await metric(engine.url, engineMetrics.generationTokens)) ?? 0;
  const count = async () => ((await running()) ?? 0) + ((await waiting()) ?? 0);
  const health = async () => (await fetch(`${engine.url}/health`)).status;
  /** Starts answers that take minutes, without waiting for them. */
  const ask = (times: number): void => {
    for (let asked = 0; asked < times; asked += 1) {
      chat(engine.url, 'a', { max_tokens: 8000, ignore_eos: true }, abort.signal).catch(() => undefined);
    }
  };

  test('runs two, lets two wait and refuses the fifth at once', async () => {
    ask(4);
    await eventually(async () => (await running()) === 2 && (await waiting()) === 2);

    const fifth = await chat(engine.url, 'a');

    expect(fifth.status).toBe(503);
    expect(await fifth.json()).toMatchObject({ error: { type: 'ServiceUnavailableError', code: 503 } });
  });

  test('gives a place back when a client hangs up, and counts an abort', async () => {
    const aborted = () => metric(engine.url, engineMetrics.requestsFinished, 'finished_reason="abort"');
    const before = (await aborted()) ?? 0;
    ask(1);
    await eventually(async () => (await running()) === 1);

    abort.abort();

    await eventually(async () => (await running()) === 0);
    expect(await aborted()).toBe(before + 1);
  });

  test('stalled: says 200 and makes no token', async () => {
    ask(2);
    await eventually(async () => (await running()) === 2);
    await engine.control({ stalled: true });
    const before = await tokens();
    ask(1);

    await eventually(async () => (await waiting()) === 1);
    expect(await health()).toBe(200);
    // Long enough for many steps.
    const seen = new Set<number>();
    for (let look = 0; look < 100; look += 1) {
      seen.add(await tokens());
    }
    expect([...seen]).toEqual([before]);
  });

  test('busy: the batch is full, requests wait, tokens come', async () => {
    await engine.control({ busy: true });
    ask(1);
    await eventually(async () => (await waiting()) === 1);
    const before = await tokens();

    expect(await running()).toBe(2);
    expect(await health()).toBe(200);
    await eventually(async () => (await tokens()) > before);
    ask(1);
    await eventually(async () => (await waiting()) === 2);
    expect((await chat(engine.url, 'a')).status).toBe(503);
  });

  test('a full queue refuses everything', async () => {
    await engine.control({ queueFull: true });

    expect((await chat(engine.url, 'a')).status).toBe(503);
    expect(await health()).toBe(200);
  });

  test('a full KV cache is reported, and nothing more runs', async () => {
    await engine.control({ kvCacheFull: true });
    ask(1);

    await eventually(async () => (await waiting()) === 1);
    expect(await running()).toBe(0);
    expect(await metric(engine.url, engineMetrics.kvCacheUsageRatio)).toBe(1);
  });

  test('unhealthy: says 503', async () => {
    await engine.control({ unhealthy: true });

    expect(await health()).toBe(503);
  });

  test('recovers from all of these', async () => {
    expect((await chat(engine.url, 'a', { max_tokens: 2 })).status).toBe(200);
    expect(await health()).toBe(200);
  });

  test.each([
    [{ stalled: 'yes' }, 'stalled'],
    [{ sleepy: true }, 'sleepy'],
    [{ tokensPerSecond: 0 }, 'tokensPerSecond'],
  ])('refuses the change %j, and changes nothing', async (change, message) => {
    const before = await engine.control({});

    await expect(engine.control(change)).rejects.toThrow(message);

    expect(await engine.control({})).toEqual(before);
  });
});

describe('an engine that a fault ends or hangs', () => {
  test('hangs at the poison prompt, and answers no other request from then on', async () => {
    const engine = await start({ poison: 'poison' });
    try {
      expect((await chat(engine.url, 'harmless')).status).toBe(200);

      const stop = new AbortController();
      const hanging = [chat(engine.url, 'some poison here', {}, stop.signal), chat(engine.url, 'b', {}, stop.signal)];
      await eventually(async () => (await engine.control({})).waiting === 2);

      expect((await fetch(`${engine.url}/health`)).status).toBe(200);
      stop.abort();
      expect((await Promise.allSettled(hanging)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    } finally {
      await engine.stop();
    }
  });

  test('crashes after as many requests as it is told', async () => {
    const engine = await start({ crashAfterRequests: 2 });

    expect((await chat(engine.url, 'a')).status).toBe(200);
    expect((await chat(engine.url, 'a')).status).toBe(200);
    expect(await engine.ended).toBe(1);
  });

  test('runs out of GPU memory at a prompt', async () => {
    const engine = await start({ outOfMemory: 'prompt' });

    await expect(chat(engine.url, 'a')).rejects.toThrow();
    expect(await engine.ended).toBe(1);
    expect(engine.log()).toContain('CUDA out of memory');
  });

  test('ends at once with the status that it is told', async () => {
    const engine = await start({});

    await expect(engine.control({ exit: 139 })).rejects.toThrow();
    expect(await engine.ended).toBe(139);
  });
});
