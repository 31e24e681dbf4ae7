import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slotsOfEngine } from '../../../local/gateway/small-plans';
import { ask } from '../../support/gateway/client';
import { TwoRegions } from '../../support/gateway/two-regions';

let regions: TwoRegions;
beforeAll(async () => {
  regions = await TwoRegions.start();
});
afterAll(() => regions?.stop());
beforeEach(() => regions.heal());

const full = { queueFull: true };
const own = ['first', 'second'] as const;
const everywhere = ['first', 'second', 'sibling', 'small'] as const;

/** The line that the gateway has written about the last request. */
async function line(): Promise<Record<string, unknown> | undefined> {
  await regions.eventually(async () => regions.here.requests().length === regions.asked);
  return regions.here.requests().at(-1);
}

describe('a stream goes', () => {
  test('to the own cell, chunk by chunk', async () => {
    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'own', complete: true });
    expect(heard.text).toMatch(/^(one |two ){5}$/);
    expect(heard.pieces).toBeGreaterThan(2);
    expect(await line()).toMatchObject({ status: 200, tier: 'own', attempts: 1 });
  });

  test('to the other instance of the cell, where one is full', async () => {
    await regions.control(full, 'first');

    const all = await Promise.all([1, 2, 3].map(() => ask(regions, { stream: true })));

    expect(all.map(({ text, tier }) => [text, tier])).toEqual(Array(3).fill(['two '.repeat(5), 'own']));
  });

  test('to the sibling region, where the cell is full', async () => {
    await regions.control(full, ...own);

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'sibling', text: 'west '.repeat(5), complete: true });
  });

  test('to the sibling, where engines take a request and do not answer', async () => {
    for (const name of own) {
      regions.instances[name].freeze();
    }

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'sibling', text: 'west '.repeat(5) });
  });

  test('to the sibling, where engines send their status and no token', async () => {
    await regions.control({ stalled: true }, ...own);

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'sibling', text: 'west '.repeat(5) });
  });

  test('to the sibling, where engines die before the first token', async () => {
    await regions.control({ prefillSeconds: 0.8 }, ...own);

    const asked = ask(regions, { stream: true });
    await regions.eventually(async () => (await regions.inFlight(...own)) === 1);
    await Promise.all(own.map((name) => regions.instances[name].kill()));

    expect(await asked).toMatchObject({ status: 200, tier: 'sibling', text: 'west '.repeat(5) });
  });

  test('to the smaller model, where the sibling is full, too; the client is told', async () => {
    await regions.control(full, ...own, 'sibling');

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'smaller', text: 'little '.repeat(5) });
    expect(heard.headers['x-polyregion-model']).toBe('org/Small');
  });

  test('to the provider, where no engine has room', async () => {
    await regions.control(full, ...everywhere);

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'provider', text: 'bought '.repeat(5) });
    expect(heard.headers['x-polyregion-model']).toBe('gpt-x');
  });

  test('nowhere else once it has begun: the client hears that it was cut', async () => {
    await regions.control(full, 'second');
    await regions.control({ tokensPerSecond: 10, answerTokens: 50 }, 'first');

    const asked = ask(regions, { stream: true });
    await regions.eventually(async () => (await regions.inFlight('first')) === 1);
    await regions.pause(500);
    await regions.instances.first.kill();
    const heard = await asked;

    expect(heard).toMatchObject({ status: 200, tier: 'own', complete: false });
    expect(heard.text).toMatch(/^(one ){1,49}$/);
  });

  test('on, however slow, as long as tokens come', async () => {
    await regions.control({ tokensPerSecond: 4 }, ...own);

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ status: 200, tier: 'own', complete: true });
    expect(heard.text).toHaveLength(5 * 'one '.length);
  });
});

describe('an answer that does not stream', () => {
  test('may take longer than a first token', async () => {
    await regions.control({ prefillSeconds: 2 }, ...own);

    expect(await ask(regions)).toMatchObject({ status: 200, tier: 'own', complete: true });
    expect(await line()).toMatchObject({ attempts: 1 });
  });

  test('comes from another tier after a refusal', async () => {
    await regions.control({ answersWith: 500 }, ...own);

    expect(await ask(regions)).toMatchObject({ status: 200, tier: 'sibling' });
    expect(await line()).toMatchObject({ inputTokens: 2, outputTokens: 5 });
  });

  test('has a deadline', async () => {
    await regions.control({ stalled: true }, ...own);

    const heard = await ask(regions);

    expect(heard.status).toBe(504);
    expect(Number(heard.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('before anything is sent, slots decide', () => {
  test('so that a full cell costs no attempt', async () => {
    await regions.control({ tokensPerSecond: 4, answerTokens: 10 }, ...own);
    const busy = Array.from({ length: 2 * slotsOfEngine }, () => ask(regions, { stream: true }));
    await regions.eventually(async () => (await regions.inFlight(...own)) === 2 * slotsOfEngine);

    const heard = await ask(regions, { stream: true });

    expect(heard).toMatchObject({ tier: 'sibling' });
    await regions.eventually(async () => regions.here.requests().at(-1)?.tier === 'sibling');
    expect(regions.here.requests().at(-1)).toMatchObject({ attempts: 1 });
    expect((await Promise.all(busy)).map(({ tier }) => tier)).toEqual(Array(2 * slotsOfEngine).fill('own'));
  });

  test('of the ready instances, as the agent counts them', async () => {
    regions.here.update({ cells: { ...regions.cells, big: { hosts: regions.cells.big?.hosts ?? [], ready: 0 } } });
    try {
      await regions.eventually(async () => (await ask(regions, { stream: true })).tier === 'sibling');
    } finally {
      regions.here.update({ cells: regions.cells });
    }
    await regions.eventually(async () => (await ask(regions, { stream: true })).tier === 'own');
  });
});

describe('what no tier takes', () => {
  test.each([
    ['500', { status: 500 }],
    ['429', { status: 429 }],
    ['401, which is about the key of the fleet', { status: 401 }],
    ['a redirect', { location: 'https://elsewhere.example.com/' }],
    ['nothing in time', { delaySeconds: 2 }],
  ])('is refused with the time to wait, when the provider answers %s', async (_what, answer) => {
    await regions.control(full, ...everywhere);
    await regions.provider.control(answer);

    const heard = await ask(regions, { stream: true });

    expect([503, 504]).toContain(heard.status);
    expect(Number(heard.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(heard.body)).toMatchObject({ error: { type: 'service_unavailable' } });
    expect(heard.headers.location).toBeUndefined();
  });

  test('is not what the client itself got wrong: 400 comes from the first engine that is asked', async () => {
    const heard = await ask(regions, { more: { max_tokens: 10_000_000 } });

    expect(heard.status).toBe(400);
    expect(heard.headers['retry-after']).toBeUndefined();
    expect(await line()).toMatchObject({ status: 400, attempts: 1 });
  });

  test('is not a request to a model that only engines of the cell could have', async () => {
    await regions.control(full, ...own, 'sibling');
    const before = await regions.provider.control({});

    const heard = await ask(regions, { more: { model: 'an-adapter' }, stream: true });

    expect(heard.status).toBe(404);
    expect((await regions.provider.control({})).requests).toBe(before.requests);
  });
});

test('a client that is gone ends its request on the engine', async () => {
  await regions.control({ tokensPerSecond: 5, answerTokens: 64 }, ...own);
  const abort = new AbortController();
  const asked = ask(regions, { stream: true, signal: abort.signal }).catch(() => undefined);
  await regions.eventually(async () => (await regions.inFlight(...own)) === 1);

  abort.abort();
  await asked;

  await regions.eventually(async () => (await regions.inFlight(...own)) === 0);
});

test('a long body reaches the last tier whole', async () => {
  await regions.control(full, ...everywhere);
  const text = 'x'.repeat(140_000);

  const heard = await ask(regions, { more: { messages: [{ role: 'user', content: text }] } });

  const { last } = (await regions.provider.control({})) as { last: { body: string } };
  expect(heard).toMatchObject({ status: 200, tier: 'provider' });
  expect(JSON.parse(last.body)).toEqual({ model: 'gpt-x', messages: [{ role: 'user', content: text }] });
});

test('refusals are no fault of an instance: it is not shut out', async () => {
  await regions.control(full, ...own);
  await Promise.all(Array.from({ length: 30 }, () => ask(regions, { stream: true })));
  await regions.control({ queueFull: false }, ...own);

  expect(await ask(regions, { stream: true })).toMatchObject({ tier: 'own' });
  expect(await regions.here.admin('/stats?filter=cluster.cell-big.outlier_detection.ejections_enforced_total')).toMatch(
    /: 0\n$/,
  );
});

test('an instance that says it is not ready gets nothing', async () => {
  for (const name of own) {
    regions.instances[name].ready = false;
  }

  await regions.eventually(async () => (await ask(regions, { stream: true })).tier === 'sibling');
});

test('a new configuration breaks no stream', async () => {
  await regions.control({ tokensPerSecond: 20, answerTokens: 64 }, ...everywhere);
  const streams = Array.from({ length: 5 }, () => ask(regions, { stream: true }));
  for (let change = 0; change < 20; change += 1) {
    regions.here.update({ gateways: 1 + (change % 2), keySets: regions.keySets(change % 2) });
    await regions.pause(50);
  }
  regions.here.update({ gateways: 1 });

  const heard = await Promise.all(streams);

  expect(heard.map(({ complete, body }) => complete && body.endsWith('data: [DONE]\n\n'))).toEqual(Array(5).fill(true));
  expect(await ask(regions, { stream: true })).toMatchObject({ status: 200 });
});
