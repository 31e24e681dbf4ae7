import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ProxyProps, servingProxy } from '../../../agent/io/serving-proxy';
import type { ProxiedReplica } from '../../../agent/serving/place';

const saltKey = { secret: 's'.repeat(43), tenantClaim: 'sub' };
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    }),
  );
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

/** An engine that answers as told, once it has the whole body, and what it was asked. */
async function startEngine(answer: RequestListener = (_request, response) => response.end('{}')) {
  const asked: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) {
      body += part;
    }
    const { method, url, headers } = request;
    asked.push({ ...(method && { method }), ...(url && { url }), headers, body });
    answer(request, response);
  });
  const port = await listen(server);
  return { server, asked, replica: { port, ready: true, suspect: false, outstanding: 0 } as ProxiedReplica };
}

const startProxy = (replicas: readonly ProxiedReplica[], props: Partial<ProxyProps> = {}): Promise<number> =>
  listen(
    servingProxy({
      model: { task: 'generate' },
      replicas: () => replicas,
      admitting: () => true,
      saltKey: () => undefined,
      adapters: { tenantClaim: 'sub', adapters: [] },
      ...props,
    }),
  );

const chatPath = '/v1/chat/completions';

/** What a client that writes its own bytes gets back until the connection ends. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((settle, fail) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    socket.once('error', fail);
    socket.once('close', () => settle(answer));
  });
}

describe('the serving port lets no second request through inside of one', () => {
  const hidden = 'POST /sleep HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';

  test.each([
    ['in chunks', `transfer-encoding: chunked\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`],
    ['of a length', `content-length: ${hidden.length}\r\n\r\n${hidden}`],
  ])('as the body of a GET, %s', async (_how, rest) => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica]);

    const text = `GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${rest}`;
    expect([await raw(port, text), await raw(port, text)]).toEqual(
      Array(2).fill(expect.stringMatching(/^HTTP.1.1 200/)),
    );

    expect(engine.asked.map(({ method, url, body }) => [method, url, body])).toEqual(
      Array(2).fill(['GET', '/v1/models', '']),
    );
  });

  test.each([
    ['two lengths', 'content-length: 0\r\ncontent-length: 56\r\n\r\n'],
    ['a length and chunks', 'content-length: 56\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks that are spelled otherwise', 'transfer-encoding: xchunked\r\n\r\n'],
  ])('behind %s', async (_how, rest) => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica]);

    expect(await raw(port, `POST ${chatPath} HTTP/1.1\r\nhost: x\r\n${rest}${hidden}`)).toContain('HTTP/1.1 400');
    expect(engine.asked).toEqual([]);
  });

  test('nor headers of the connection, those that it names itself included', async () => {
    const engine = await startEngine((_request, response) => {
      response.writeHead(200, { connection: 'x-secret', 'x-secret': '1', 'x-kept': '1' }).end('{}');
    });
    const port = await startProxy([engine.replica]);

    const answer = await raw(
      port,
      'GET /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close, X-Hop\r\nx-hop: 1\r\nproxy-authorization: x\r\nx-kept: 1\r\n\r\n',
    );

    expect(Object.keys(engine.asked[0]?.headers ?? {}).sort()).toEqual(['connection', 'host', 'x-kept']);
    expect(answer).toContain('x-kept: 1');
    expect(answer).not.toContain('x-secret');
  });

  test('and answers a client that waits to be told to go on', async () => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica], { saltKey: () => saltKey });

    const answer = await raw(
      port,
      `POST ${chatPath} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 100 [\s\S]*HTTP\/1.1 200/);
    expect(engine.asked).toHaveLength(1);
  });
});

describe('a request at the serving port', () => {
  const post = (port: number, init: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${chatPath}`, { method: 'POST', body: '{}', ...init });

  test('goes to a replica that is ready when it has come in, whatever was when it began', async () => {
    const [first, second] = await Promise.all([startEngine(), startEngine()]);
    const replicas = [first.replica, second.replica].map((replica) => ({ ...replica }));
    const [gone, left] = replicas as [ProxiedReplica & { ready: boolean }, ProxiedReplica];
    const port = await startProxy(replicas, { saltKey: () => saltKey });
    const body = new ReadableStream({
      start: async (controller) => {
        controller.enqueue(Buffer.from('{"prompt":'));
        await vi.waitFor(() => expect(gone.outstanding).toBe(1));
        gone.ready = false;
        controller.enqueue(Buffer.from('"hello"}'));
        controller.close();
      },
    });

    const answer = await post(port, { body, duplex: 'half' } as RequestInit);

    expect(answer.status).toBe(200);
    expect([first.asked.length, second.asked.length]).toEqual([0, 1]);
    await vi.waitFor(() => expect([gone.outstanding, left.outstanding]).toEqual([0, 0]));
  });

  test.each([
    ['no replica is ready', chatPath, 503],
    ['it is forbidden', '/sleep', 404],
  ])('is answered, however long, where %s', async (_why, path, status) => {
    const port = await startProxy([]);
    const body = 'x'.repeat(8_000_000);

    for (let request = 0; request < 5; request += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body });
      expect(answer.status).toBe(status);
    }
  });

  test('that is longer than any may be is refused', async () => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica], { saltKey: () => saltKey });
    const head = `POST ${chatPath} HTTP/1.1\r\nhost: x\r\ncontent-length: ${33 * 1024 * 1024}\r\n\r\n`;

    expect(await raw(port, head)).toContain('HTTP/1.1 413');

    expect(engine.asked).toEqual([]);
    await vi.waitFor(() => expect(engine.replica.outstanding).toBe(0));
  });

  test('whose client goes away ends on the engine, and is no longer in flight', async () => {
    let ended = false;
    const engine = await startEngine((_request, response) => {
      response.write('data: 1\n\n');
      response.once('close', () => {
        ended = true;
      });
    });
    const port = await startProxy([engine.replica], { saltKey: () => saltKey });
    const controller = new AbortController();
    await post(port, { signal: controller.signal });
    expect(engine.replica.outstanding).toBe(1);

    controller.abort();

    await vi.waitFor(() => expect(ended).toBe(true));
    await vi.waitFor(() => expect(engine.replica.outstanding).toBe(0));
  });

  test('is cut where the engine ends in the middle of its answer, never called complete', async () => {
    const engine = await startEngine((_request, response) => {
      response.write('data: 1\n\n', () => response.destroy());
    });
    const port = await startProxy([engine.replica]);

    const answer = await post(port);

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    await vi.waitFor(() => expect(engine.replica.outstanding).toBe(0));
  });

  test.each([
    ['ends before it answers', (): RequestListener => (request) => request.socket.destroy()],
    ['answers before it has read', (): RequestListener => (_request, response) => response.writeHead(503).end()],
  ])('at an engine that %s is answered, and the next one too', async (_how, listener) => {
    const server = createServer(listener());
    const port = await startProxy([
      { port: await listen(server), ready: true, suspect: false, outstanding: 0 } as ProxiedReplica,
    ]);

    for (let request = 0; request < 3; request += 1) {
      expect((await post(port, { body: 'x'.repeat(4_000_000) }).catch(() => ({ status: 503 }))).status).toBeGreaterThan(
        500,
      );
    }
  });

  test('waits for a client that reads slowly, and keeps nothing for it', async () => {
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
    const port = await startProxy([engine.replica]);
    const socket = connect(port, '127.0.0.1', () => socket.write(`POST ${chatPath} HTTP/1.1\r\nhost: x\r\n\r\n`));
    socket.pause();
    await vi.waitFor(() => expect(written).toBeGreaterThan(0));
    await wait(200);
    socket.destroy();

    expect(written).toBeLessThan(64 * 1024 * 1024);
    await vi.waitFor(() => expect(engine.replica.outstanding).toBe(0));
  });

  test('never meets a connection that the engine is about to close: the proxy closes idle ones first, and only those', async () => {
    const closed: string[] = [];
    const engine = await startEngine(async (request, response) => {
      if (request.method === 'POST') {
        response.write('data: 1\n\n');
        await wait(5000);
      }
      response.end('data: 2\n\n');
    });
    engine.server.keepAliveTimeout = 0; // says nothing of a limit, as uvicorn
    engine.server.on('connection', (socket) => socket.once('close', () => closed.push('closed')));
    const port = await startProxy([engine.replica]);
    const long = post(port).then((answer) => answer.text());
    await (await fetch(`http://127.0.0.1:${port}/v1/models`)).text();

    await vi.waitFor(() => expect(closed).toHaveLength(1), { timeout: 4900 });

    expect(await long).toBe('data: 1\n\ndata: 2\n\n');
  });
});

describe('a request that the agent does not admit', () => {
  const adapters = { tenantClaim: 'sub', adapters: [{ name: 'legal', tenants: ['acme'] }] };
  const post = (port: number, path: string, body: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body) });

  test('is told why in the form of the engine, which never sees it', async () => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica], { saltKey: () => saltKey });

    const answer = await post(port, '/v1/responses?x=1', { input: 'Hi', previous_response_id: 'resp_1' });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('previous_response_id') } });
    expect(engine.asked).toEqual([]);
  });

  test('because its tenant may not use the adapter is told that there is none, whatever the task', async () => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica], { model: { task: 'embed' }, adapters });

    const refused = await post(port, '/v1/embeddings', { model: 'legal', input: 'x' });
    const taken = await post(port, '/v1/embeddings', { model: 'base', input: 'x' });

    expect([refused.status, taken.status]).toEqual([404, 200]);
    expect(engine.asked.map(({ body }) => body)).toEqual(['{"model":"base","input":"x"}']);
  });

  test('because its body is longer than the limit of the cell gets 413', async () => {
    const engine = await startEngine();
    const port = await startProxy([engine.replica], { saltKey: () => saltKey, bodyLimitBytes: 99 });

    expect((await post(port, chatPath, { prompt: 'x'.repeat(80) })).status).toBe(200);
    expect((await post(port, chatPath, { prompt: 'x'.repeat(90) })).status).toBe(413);
  });
});

describe('the list of models', () => {
  const adapters = { tenantClaim: 'org', adapters: [{ name: 'legal', tenants: ['acme'] }] };
  const data = [{ id: 'base' }, { id: 'legal' }];
  const answering: RequestListener = (_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
  const token = (org: string): string => `Bearer x.${Buffer.from(JSON.stringify({ org })).toString('base64url')}.x`;
  const listOf = async (port: number, headers: Record<string, string> = {}, query = ''): Promise<string[]> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/models${query}`, { headers });
    return ((await response.json()) as { readonly data: typeof data }).data.map(({ id }) => id);
  };

  test('shows each tenant the adapters that it may use, and no other', async () => {
    const port = await startProxy([(await startEngine(answering)).replica], { adapters });

    expect(await listOf(port, { authorization: token('acme') })).toEqual(['base', 'legal']);
    expect(await listOf(port, { authorization: token('other') })).toEqual(['base']);
    expect(await listOf(port, {}, '?any=1')).toEqual(['base']);
  });

  test('is passed on as it is where every tenant may use every adapter', async () => {
    const port = await startProxy([(await startEngine(answering)).replica]);

    expect(await listOf(port)).toEqual(['base', 'legal']);
  });

  test.each<[string, RequestListener]>([
    ['cannot be read', (_request, response) => response.end('legal')],
    ['is an error', (_request, response) => response.writeHead(500).end('{"data": [{"id": "legal"}]}')],
  ])('is refused where the answer of the engine %s', async (_why, answer) => {
    const port = await startProxy([(await startEngine(answer)).replica], { adapters });
    const response = await fetch(`http://127.0.0.1:${port}/v1/models`);

    expect([response.status, await response.text()]).toEqual([502, '']);
  });
});
