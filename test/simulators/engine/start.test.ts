import { describe, expect, test } from 'vitest';
import { engineFlags } from '../../../lib/engine/engine-flags';
import { freePort } from '../../../local/emulators/free-port';
import { exampleParameters } from '../../support/cell-parameters';
import { chat, eventually } from '../../support/engine-client';
import { startSimulator } from '../../support/simulators';

const parameters = { ...exampleParameters, maxModelLengthTokens: 4096 };
const quick = (behaviour: object = {}): string[] => [
  '--port',
  '0',
  '--behaviour',
  JSON.stringify({ loadSeconds: 0, timeFactor: 0.01, ...behaviour }),
];
const serve = (behaviour?: object, ...args: string[]) =>
  startSimulator('engine', ['serve', '/weights', ...quick(behaviour), ...args]);

describe('starting the test engine', () => {
  test('takes the flags that the fleet starts its engines with', async () => {
    const engine = await serve({}, ...engineFlags(parameters));
    try {
      const models = await (await fetch(`${engine.url}/v1/models`)).json();

      expect(models).toMatchObject({ data: [{ id: parameters.weights, max_model_len: 4096 }] });
    } finally {
      await engine.stop();
    }
  });

  test.each([
    [['--disable-log-requests'], "Unknown option '--disable-log-requests'"],
    [['--max-num-seqs', '0'], 'argument --max-num-seqs: invalid value'],
    [['--gpu-memory-utilization', '1.5'], 'argument --gpu-memory-utilization'],
    [['--host', '0.0.0.0'], 'listens on 127.0.0.1 only'],
    [['--behaviour', '{"sleepy":true}'], 'sleepy'],
  ])('refuses %j with status 2', async (args, message) => {
    const said = await serve({}, ...args).then(String, String);

    expect(said).toContain('ended with 2 ');
    expect(said).toContain('vllm serve: error: ');
    expect(said).toContain(message);
  });

  test.each([
    [{ crashAtLoad: true }, 'Engine core initialization failed'],
    [{ outOfMemory: 'load' }, 'CUDA out of memory'],
  ])('ends with status 1 at load where told %j', async (behaviour, message) => {
    const said = await serve(behaviour).then(String, String);

    expect(said).toContain('ended with 1 ');
    expect(said).toContain(message);
  });

  test.each([
    ['hangs', { hangAtLoad: true }, { hangAtLoad: false }],
    ['is slow', { loadSeconds: 3600, timeFactor: 1 }, { loadSeconds: 0 }],
  ])('does not listen while it %s at load', async (_how, behaviour, done) => {
    // GIVEN an engine that has not loaded
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const engine = await serve(behaviour, '--port', String(port), '--control-port', '0');
    try {
      await expect(fetch(`${url}/health`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });

      // WHEN it has
      await engine.control(done);

      // THEN it listens
      expect((await engine.says(/^engine: (.*)$/m))[1]).toBe(url);
      expect((await fetch(`${url}/health`)).status).toBe(200);
    } finally {
      await engine.stop();
    }
  });

  test('ends on SIGTERM while it loads', async () => {
    const engine = await serve({ hangAtLoad: true }, '--control-port', '0');

    expect(await engine.stop()).toBe(0);
  });

  test('asks for the key that it was given, on its API and nowhere else', async () => {
    const engine = await startSimulator('engine', quick(), { VLLM_API_KEY: 'example' });
    try {
      expect((await fetch(`${engine.url}/v1/models`)).status).toBe(401);
      const headers = { authorization: 'Bearer example' };
      expect((await fetch(`${engine.url}/v1/models`, { headers })).status).toBe(200);
      expect((await fetch(`${engine.url}/health`)).status).toBe(200);
    } finally {
      await engine.stop();
    }
  });

  test('takes its behaviour from the environment too', async () => {
    const behaviour = JSON.stringify({ loadSeconds: 0, unhealthy: true });
    const engine = await startSimulator('engine', ['--port', '0'], { EMULATED_ENGINE_BEHAVIOUR: behaviour });
    try {
      expect((await fetch(`${engine.url}/health`)).status).toBe(503);
    } finally {
      await engine.stop();
    }
  });
});

describe('ending the test engine', () => {
  const slow = { tokensPerSecond: 1, timeFactor: 1, prefillSeconds: 0 };

  test('aborts what is in flight on SIGTERM', async () => {
    const engine = await serve(slow);
    const asked = chat(engine.url, 'a').then((answer) => answer.json());
    await eventually(async () => (await engine.control({})).running === 1);

    expect(await engine.stop()).toBe(0);
    await expect(asked).resolves.toMatchObject({ choices: [{ finish_reason: 'abort' }] });
  });

  test('lets it finish within --shutdown-timeout, and takes nothing new', async () => {
    // GIVEN an engine with a request in flight that does not move
    const engine = await serve({ stalled: true }, '--shutdown-timeout', '3600');
    const asked = chat(engine.url, 'a', { max_tokens: 2 }).then((answer) => answer.json());
    await eventually(async () => (await engine.control({})).waiting === 1);

    // WHEN it is told to end
    const stopped = engine.stop();
    await eventually(async () => (await engine.control({})).draining === true);

    // THEN a new request is refused, and the old one answered once it moves
    expect((await chat(engine.url, 'b')).status).toBe(503);
    await engine.control({ stalled: false });
    await expect(asked).resolves.toMatchObject({ choices: [{ finish_reason: 'length' }] });
    expect(await stopped).toBe(0);
  });

  test('aborts what has not finished by then', async () => {
    const engine = await serve({ stalled: true }, '--shutdown-timeout', '1');
    const asked = chat(engine.url, 'a').then((answer) => answer.json());
    await eventually(async () => (await engine.control({})).waiting === 1);

    expect(await engine.stop()).toBe(0);
    await expect(asked).resolves.toMatchObject({ choices: [{ finish_reason: 'abort' }] });
  });
});
