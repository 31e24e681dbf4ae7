import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GuardPort, type GuardPortProps, StubEngine } from '../support/guard-port';

const open: { stop(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});

async function startEngine(answer?: RequestListener): Promise<StubEngine> {
  const engine = await StubEngine.start(answer);
  open.push(engine);
  return engine;
}

async function startGuard(engines: readonly StubEngine[], props?: GuardPortProps): Promise<GuardPort> {
  const guard = await GuardPort.start(
    engines.map(({ port }) => port),
    props,
  );
  open.push(guard);
  return guard;
}

const chatPath = '/v1/chat/completions';

describe('the serving port lets no second request through inside of one', () => {
  const hidden = 'POST /sleep HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';
  const post = `POST ${chatPath} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`;

  test('whatever the framing says', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);
    const refused = [
      `GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`,
      `${post}content-length: 0\r\ncontent-length: 56\r\n\r\n${hidden}`,
      `${post}content-length: +2\r\n\r\n{}`,
      `${post}content-length: 99999999999999999999\r\n\r\n{}`,
      `${post}transfer-encoding: xchunked\r\n\r\n${hidden}`,
      `${post}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${post}transfer-encoding: identity\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `${post}transfer-encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n${hidden}`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'CONNECT 127.0.0.1:9000 HTTP/1.1\r\nhost: x\r\n\r\n',
    ];

    for (const text of refused) {
      expect((await guard.raw(text, 1000)).split('\r\n')[0], text).toMatch(/^(HTTP\/1.1 4\d\d .*)?$/);
    }

    expect(engine.asked).toEqual([]);
  });

  test('where it has a length and chunks: the chunks hold, and the connection ends', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);

    const answer = await guard.raw(
      `POST ${chatPath} HTTP/1.1\r\nhost: x\r\ncontent-length: 56\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n${hidden}`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(engine.asked.map(({ headers }) => headers['content-length'])).toEqual([undefined]);
  });

  test('on any path but those of the model', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);
    const paths = [
      ...['/metrics', '/sleep', '/v1/load_lora_adapter', '/v1/completions/', '/v1//completions', '//v1/completions'],
      ...['/v1/completions/../../metrics', '/%761/completions', '/v1/completions%00', '/v1/completions;x', '*'],
      ...['http://127.0.0.1/v1/completions', '/V1/completions', '/v1/embeddings', '/v1/completions#/metrics'],
    ];

    for (const path of paths) {
      expect(
        await guard.raw(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`),
        path,
      ).toMatch(/^HTTP\/1.1 40[04]/);
    }
    expect((await fetch(`http://127.0.0.1:${guard.port}${chatPath}`)).status).toBe(404);
    expect((await guard.post('/v1/models', '{}')).status).toBe(404);

    expect(engine.asked).toEqual([]);
    expect((await guard.post('/v1/completions?x=1', '{}')).status).toBe(200);
  });

  test('nor headers of the connection, those that it names itself included, nor credentials', async () => {
    const engine = await startEngine((_request, response) => {
      response.writeHead(200, { connection: 'x-secret', 'x-secret': '1', 'x-kept': '1' }).end('{}');
    });
    const guard = await startGuard([engine]);

    const answer = await guard.raw(
      'GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close, X-Hop\r\nx-hop: 1\r\nproxy-authorization: x\r\nauthorization: Bearer x\r\ncookie: a=b\r\nte: trailers\r\nx-kept: 1\r\n\r\n',
    );

    expect(Object.keys(engine.asked[0]?.headers ?? {}).sort()).toEqual(['connection', 'host', 'x-kept']);
    expect(answer).toContain('x-kept: 1');
    expect(answer).not.toContain('x-secret');
  });

  test('and answers a client that waits to be told to go on', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);

    const answer = await guard.raw(`${post}expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`);

    expect(answer).toMatch(/^HTTP\/1.1 100 [\s\S]*HTTP\/1.1 200/);
    expect(engine.asked).toHaveLength(1);
  });
});

describe('a request at the serving port', () => {
  test('goes to the engine with the fewest, and never to one that is closed', async () => {
    const held: (() => void)[] = [];
    const hold: RequestListener = (_request, response) => {
      held.push(() => response.end('{}'));
    };
    const engines = await Promise.all([startEngine(hold), startEngine(hold)]);
    const guard = await startGuard(engines);
    const begun = Array.from({ length: 6 }, () => guard.post(chatPath, '{}'));
    await vi.waitFor(() => expect(engines.map(({ asked }) => asked.length)).toEqual([3, 3]));

    await guard.set(0, 'maint');
    begun.push(guard.post(chatPath, '{}'));

    await vi.waitFor(() => expect(engines.map(({ asked }) => asked.length)).toEqual([3, 4]));
    expect((await guard.counts()).map(({ open, outstanding }) => [open, outstanding])).toEqual([
      [false, 3],
      [true, 4],
    ]);
    for (const end of held) {
      end();
    }
    expect((await Promise.all(begun)).map(({ status }) => status)).toEqual(Array(7).fill(200));
    await guard.set(1, 'maint');
    expect((await guard.post(chatPath, '{}')).status).toBe(503);
    expect((await guard.counts()).map(({ answers }) => answers)).toEqual([{ 200: 3 }, { 200: 4 }]);
  });

  test('that is longer than any may be is refused, whether it says so or not', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine], { mostBodyBytes: 1_000_000 });
    const head = `POST ${chatPath} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`;
    const chunk = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`;

    expect(await guard.raw(`${head}content-length: 1000001\r\n\r\n`)).toContain('HTTP/1.1 413');
    expect(
      await guard.raw(`${head}transfer-encoding: chunked\r\n\r\n2\r\n{"\r\n${chunk.repeat(12)}0\r\n\r\n`, 3000),
    ).not.toContain('HTTP/1.1 2');

    expect(engine.asked).toEqual([]);
    await vi.waitFor(async () => expect(await guard.outstanding()).toBe(0));
  });

  test('that comes slowly is not in flight until it is there', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);
    const socket = connect(guard.port, '127.0.0.1');
    const got = new Promise<string>((settle) => socket.once('data', (part) => settle(part.toString('latin1'))));
    socket.write(`POST ${chatPath} HTTP/1.1\r\nhost: x\r\ncontent-length: 300000\r\n\r\n{`);
    socket.write('x'.repeat(200_000));
    await wait(200);
    expect(await guard.outstanding()).toBe(0);

    socket.write(`${'x'.repeat(99_998)}}`);

    expect(await got).toMatch(/^HTTP\/1.1 200/);
    socket.destroy();
  });

  test('whose client goes away ends on the engine, before its first byte and after it', async () => {
    let ended = 0;
    const engine = await startEngine((request, response) => {
      response.once('close', () => {
        ended += 1;
      });
      if (request.url?.includes('begun') === true) {
        response.write('data: 1\n\n');
        setInterval(() => response.write('data: 1\n\n'), 50).unref();
      }
    });
    const guard = await startGuard([engine]);
    const leave = async (query: string): Promise<void> => {
      const controller = new AbortController();
      const url = `http://127.0.0.1:${guard.port}${chatPath}${query}`;
      const asked = fetch(url, { method: 'POST', body: '{}', signal: controller.signal }).catch(() => undefined);
      await vi.waitFor(async () => expect(await guard.outstanding()).toBe(1));
      controller.abort();
      await asked;
      await vi.waitFor(async () => expect(await guard.outstanding()).toBe(0));
    };

    await leave('?begun');
    await leave('');

    await vi.waitFor(() => expect(ended).toBe(2));
  });

  test('is cut where the engine ends in the middle of its answer, never called complete', async () => {
    const engine = await startEngine((_request, response) => {
      response.write('data: 1\n\n', () => setTimeout(() => response.destroy(), 100));
    });
    const guard = await startGuard([engine]);

    const answer = await guard.post(chatPath, '{}');

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    await vi.waitFor(async () => expect(await guard.outstanding()).toBe(0));
  });

  test.each<[string, number, RequestListener]>([
    ['ends before it answers', 502, (request) => request.socket.destroy()],
    [
      'sends its status and ends before the first byte',
      502,
      (request, response) => {
        response.flushHeaders();
        setTimeout(() => request.socket.destroy(), 50);
      },
    ],
    ['is full', 503, (_request, response) => response.writeHead(503).end('{"error": "full"}')],
    ['answers what is no HTTP', 502, (request) => request.socket.end('SSH-2.0\r\n\r\n')],
    ['answers with a status that is none', 502, (request) => request.socket.end('HTTP/1.1 099 X\r\n\r\n')],
  ])('at an engine that %s gets %i', async (_how, status, listener) => {
    const guard = await startGuard([await startEngine(listener)]);

    for (let request = 0; request < 3; request += 1) {
      expect((await guard.post(chatPath, '{}')).status).toBe(status);
    }
  });

  test('goes to another engine where the first takes no connection', async () => {
    const gone = await startEngine();
    const left = await startEngine();
    const guard = await startGuard([gone, left]);
    gone.stop();

    const answers = await Promise.all(Array.from({ length: 6 }, () => guard.post(chatPath, '{}')));

    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  });

  test('is answered chunk by chunk, each as it comes', async () => {
    const engine = await startEngine(async (_request, response) => {
      for (const token of ['a', 'b', 'c']) {
        response.write(`data: ${token}\n\n`);
        await wait(100);
      }
      response.end();
    });
    const guard = await startGuard([engine]);
    const parts: string[] = [];

    for await (const part of (await guard.post(chatPath, '{}')).body ?? []) {
      parts.push(Buffer.from(part).toString());
    }

    expect(parts).toEqual(['data: a\n\n', 'data: b\n\n', 'data: c\n\n']);
  });

  test('ends a head that comes too slowly, and takes others meanwhile', async () => {
    const engine = await startEngine();
    const guard = await startGuard([engine]);
    const slow = Array.from({ length: 200 }, () => guard.raw(`POST ${chatPath} HTTP/1.1\r\nhost: x\r\n`));

    expect((await guard.post(chatPath, '{}')).status).toBe(200);

    expect(new Set((await Promise.all(slow)).map((answer) => answer.split(' ')[1]))).toEqual(new Set(['408']));
  });

  test('keeps nothing for a client that does not read', async () => {
    let written = 0;
    const engine = await startEngine(async (_request, response) => {
      while (!response.destroyed) {
        written += 65_536;
        if (!response.write(Buffer.alloc(65_536))) {
          await Promise.race([new Promise((drained) => response.once('drain', drained)), wait(300)]);
          return;
        }
      }
    });
    const guard = await startGuard([engine]);
    const socket = connect(guard.port, '127.0.0.1', () =>
      socket.write(`POST ${chatPath} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`),
    );
    socket.pause();
    await vi.waitFor(() => expect(written).toBeGreaterThan(0));
    await wait(200);
    socket.destroy();

    expect(written).toBeLessThan(64 * 1024 * 1024);
    await vi.waitFor(async () => expect(await guard.outstanding()).toBe(0));
  });

  test('of 500 at once is served, as far as the engines take them, and the rest is refused soon', async () => {
    const engine = await startEngine((_request, response) => void setTimeout(() => response.end('{}'), 1000));
    const guard = await startGuard([engine], { parameters: { maxConcurrentRequestsPerReplica: 100 } });

    const statuses = await Promise.all(
      Array.from({ length: 500 }, async () => (await guard.post(chatPath, '{}')).status),
    );

    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(200);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
  });

  test('is refused where no connection can be had in time, and the port serves on', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    server.close();
    const guard = await GuardPort.start([port]);
    open.push(guard);

    expect((await guard.post(chatPath, '{}')).status).toBe(503);
    expect((await guard.counts())[0]?.unanswered).toBeGreaterThan(0);
  });
});
