import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineMetrics } from '../../../lib/engine/engine-metrics';
import { allEvents, type Chunk, chat, metric, post } from '../../support/engine-client';
import { type Simulator, startSimulator } from '../../support/simulators';

const marker = 'words of a customer';

let engine: Simulator;

beforeAll(async () => {
  const behaviour = JSON.stringify({ loadSeconds: 0, timeFactor: 0.01 });
  engine = await startSimulator('engine', ['serve', 'a-model', '--port', '0', '--behaviour', behaviour]);
});

afterAll(() => engine.stop());

describe("the test engine's API", () => {
  test.each(['/health', '/ping'])('says 200 on %s', async (path) => {
    expect((await fetch(engine.url + path)).status).toBe(200);
  });

  test('names its model and its version', async () => {
    const models = (await (await fetch(`${engine.url}/v1/models`)).json()) as { data: { id: string }[] };

    expect(models.data).toMatchObject([{ id: 'a-model', max_model_len: 8192 }]);
    expect(await (await fetch(`${engine.url}/version`)).json()).toEqual({ version: '0.33.0' });
  });

  test('answers a chat at once, in one body', async () => {
    const answer = await chat(engine.url, marker, { model: 'a-model', max_tokens: 3 });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'token token token ' }, finish_reason: 'length' }],
      usage: { completion_tokens: 3 },
    });
  });

  test('stamps its tokens where it is told to, with the clock of the machine', async () => {
    const control = (stampsTokens: boolean): Promise<Response> => post(`${engine.url}/_control`, { stampsTokens });
    await control(true);
    const before = process.hrtime.bigint();

    const answer = (await (await chat(engine.url, marker, { max_tokens: 2 })).json()) as {
      choices: { message: { content: string } }[];
    };

    const [first = '0', second = '0'] = answer.choices[0]?.message.content.split(' ') ?? [];
    expect(BigInt(first)).toBeGreaterThan(before);
    expect(BigInt(second)).toBeGreaterThanOrEqual(BigInt(first));
    await control(false);
  });

  test('streams a chat: the role, a chunk for each token, the reason, the usage, done', async () => {
    const body = { stream: true, stream_options: { include_usage: true }, max_completion_tokens: 4 };
    const texts = await allEvents(await chat(engine.url, marker, body));
    const chunks = texts.slice(0, -1).map((text) => JSON.parse(text) as Chunk);

    expect(texts.at(-1)).toBe('[DONE]');
    expect(chunks[0]?.choices[0]?.delta?.role).toBe('assistant');
    expect(chunks.filter(({ choices }) => choices[0]?.delta?.content === 'token ')).toHaveLength(4);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('length');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
  });

  test('streams no usage unless asked', async () => {
    const texts = await allEvents(await chat(engine.url, marker, { stream: true, max_tokens: 2 }));

    expect(texts.join()).not.toContain('usage');
  });

  test('completes text, sixteen tokens where no limit is set', async () => {
    const answer = await post(`${engine.url}/v1/completions`, { prompt: marker });

    expect(await answer.json()).toMatchObject({
      object: 'text_completion',
      choices: [{ finish_reason: 'length' }],
      usage: { completion_tokens: 16 },
    });
  });

  test('stops by itself before a high limit, unless told to ignore the end', async () => {
    const usual = await chat(engine.url, marker, { max_tokens: 100 });
    const ignoring = await chat(engine.url, marker, { max_tokens: 100, ignore_eos: true });

    expect(await usual.json()).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { completion_tokens: 64 },
    });
    expect(await ignoring.json()).toMatchObject({
      choices: [{ finish_reason: 'length' }],
      usage: { completion_tokens: 100 },
    });
  });

  test.each([
    ['another model', { model: 'b-model' }, 404, 'b-model'],
    ['no messages', { messages: [] }, 400, 'messages'],
    ['no tokens', { max_tokens: 0 }, 400, 'max_tokens'],
    ['more than the context', { max_tokens: 9000 }, 400, '8192'],
    ['two answers', { n: 2 }, 400, 'n'],
  ])('refuses %s as vLLM does', async (_what, more, status, message) => {
    const answer = await chat(engine.url, marker, more);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code: status, message: expect.stringContaining(message) } });
  });

  test('refuses a body that is not JSON', async () => {
    const answer = await fetch(`${engine.url}/v1/completions`, { method: 'POST', body: '{' });

    expect(answer.status).toBe(400);
  });

  test.each([
    ['GET', '/v1/chat/completions', 405],
    ['GET', '/nowhere', 404],
  ])('says to %s %s what it is not', async (method, path, status) => {
    expect((await fetch(engine.url + path, { method })).status).toBe(status);
  });

  test('counts under every name that the catalogue knows', async () => {
    await chat(engine.url, marker, { max_tokens: 5 });

    const seen: Record<string, number | undefined> = {};
    for (const name of Object.values(engineMetrics)) {
      const series = name.endsWith('_seconds') ? `${name}_count` : name;
      seen[series] = await metric(engine.url, series, 'model_name="a-model"');
    }
    expect(Object.entries(seen).filter(([, value]) => value === undefined)).toEqual([]);
    expect(seen[engineMetrics.requestsRunning]).toBe(0);
    expect(seen[engineMetrics.promptTokens]).toBeGreaterThan(0);
  });

  test('counts each token, and each answer by why it ended', async () => {
    const tokens = (await metric(engine.url, engineMetrics.generationTokens)) ?? 0;
    const ended = (await metric(engine.url, engineMetrics.requestsFinished, 'finished_reason="length"')) ?? 0;
    const first = (await metric(engine.url, `${engineMetrics.timeToFirstTokenSeconds}_count`)) ?? 0;

    await chat(engine.url, marker, { max_tokens: 7 });

    expect(await metric(engine.url, engineMetrics.generationTokens)).toBe(tokens + 7);
    expect(await metric(engine.url, engineMetrics.requestsFinished, 'finished_reason="length"')).toBe(ended + 1);
    expect(await metric(engine.url, `${engineMetrics.timeToFirstTokenSeconds}_count`)).toBe(first + 1);
  });

  test('writes nothing of a prompt or an answer', () => {
    expect(engine.log()).not.toContain('customer');
    expect(engine.log()).not.toContain('token');
  });
});
