import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, host } from '../../support/gateway/client';
import { TwoRegions } from '../../support/gateway/two-regions';

let regions: TwoRegions;
beforeAll(async () => {
  regions = await TwoRegions.start();
});
afterAll(() => regions?.stop());
beforeEach(() => regions.heal());

const full = { queueFull: true };
const everywhere = ['first', 'second', 'sibling', 'small'] as const;
const chat = '/v1/chat/completions';
const body = JSON.stringify({ model: 'org/Big', messages: [{ role: 'user', content: 'hello' }] });

/** What a client that writes its own bytes gets back until the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((settle) => {
    let answer = '';
    const socket = connect(Number(new URL(regions.here.url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    const timer = setTimeout(() => socket.destroy(), 2000);
    socket.setEncoding('latin1').on('data', (part: string) => {
      answer += part;
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      settle(answer);
    });
  });
}

const answered = async (): Promise<number> => {
  const states = await Promise.all(everywhere.map((name) => regions.instances[name].control({})));
  return states.reduce((sum, { answers }) => sum + Number(answers), 0);
};

describe('only a token of the issuer opens the gateway', () => {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = () => ({
    iss: regions.issuer.issuer,
    aud: 'chat',
    sub: 'x',
    exp: Math.floor(Date.now() / 1000) + 600,
  });
  const withToken = (token: string) => ask(regions, { headers: { authorization: `Bearer ${token}` } });

  test.each(['RS256', 'ES256'] as const)('signed with %s', async (alg) => {
    expect((await withToken(regions.issuer.token({}, alg))).status).toBe(200);
  });

  test('and no other', async () => {
    const before = await answered();
    const hashed = `${encoded({ alg: 'HS256', kid: 'r' })}.${encoded(claims())}`;
    const [head = '', , signature = ''] = regions.issuer.token().split('.');
    const forged: Record<string, string> = {
      'no token': '',
      'no signature': `${encoded({ alg: 'none' })}.${encoded(claims())}.`,
      'the public key as a secret': `${hashed}.${createHmac('sha256', regions.issuer.publicPem).update(hashed).digest('base64url')}`,
      'other claims under a true signature': `${head}.${encoded({ ...claims(), sub: 'another' })}.${signature}`,
      'a token that has expired': regions.issuer.token({ exp: Math.floor(Date.now() / 1000) - 120 }),
      'a token that never expires': regions.issuer.token({ exp: undefined }),
      'a token of another issuer': regions.issuer.token({ iss: 'https://login.example.org' }),
      'a token for another audience': regions.issuer.token({ aud: 'other' }),
    };

    for (const [what, token] of Object.entries(forged)) {
      expect([401, 403], what).toContain((await withToken(token)).status);
    }
    expect(
      (await ask(regions, { path: `${chat}?access_token=${regions.issuer.token()}`, headers: { authorization: '' } }))
        .status,
    ).toBe(401);
    expect(await answered()).toBe(before);
  });
});

describe('a request that is not what it seems is refused', () => {
  const head = () => `host: ${host}\r\nconnection: close\r\nauthorization: Bearer ${regions.issuer.token()}\r\n`;
  const hidden = () => `POST ${chat} HTTP/1.1\r\n${head()}content-length: ${body.length}\r\n\r\n${body}`;

  test('whatever its framing says', async () => {
    const before = await answered();
    const post = `POST ${chat} HTTP/1.1\r\n${head()}`;
    const refused = [
      `${post}content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden()}`,
      `${post}content-length: 0\r\ncontent-length: ${hidden().length}\r\n\r\n${hidden()}`,
      `${post}content-length: +2\r\n\r\n{}`,
      `${post}transfer-encoding: xchunked\r\n\r\n${hidden()}`,
      `${post}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n${hidden()}`,
      `${post}transfer-encoding : chunked\r\n\r\n0\r\n\r\n${hidden()}`,
      `GET /v1/models HTTP/1.1\r\n${head()}connection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      `CONNECT 127.0.0.1:9000 HTTP/1.1\r\n${head()}\r\n`,
      `POST http://127.0.0.1${chat} HTTP/1.1\r\n${head()}content-length: ${body.length}\r\n\r\n${body}`,
      `${post}${'x'.repeat(40_000)}: 1\r\ncontent-length: 2\r\n\r\n{}`,
      `${post}${Array.from({ length: 120 }, (_, index) => `x-${index}: 1\r\n`).join('')}content-length: 2\r\n\r\n{}`,
    ];

    for (const text of refused) {
      expect((await raw(text)).split('\r\n')[0], text.slice(0, 300)).toMatch(/^(HTTP\/1.1 (4\d\d|501) .*)?$/);
    }
    expect(await answered()).toBe(before);
  });

  test('on every path that the model does not have', async () => {
    const before = await answered();
    const paths = [
      '/metrics',
      '/v1/load_lora_adapter',
      `${chat}/`,
      `${chat}/../../../metrics`,
      '/v1%2fchat%2fcompletions',
    ];

    for (const path of [...paths, '/V1/chat/completions', '/v1/embeddings', `${chat};x`, '/%76%31/../sleep']) {
      expect((await ask(regions, { path })).status, path).toBeGreaterThanOrEqual(400);
    }
    expect((await ask(regions, { headers: { host: 'other.example.com' } })).status).toBe(404);
    expect(await answered()).toBe(before);
  });

  test.each([
    ['no object', '[1]', 400],
    ['broken', '{"model":"org/Big","messages":[', 400],
    ['a field twice', '{"model":"org/Big","model":"org/Small","messages":[]}', 400],
    ['a field spelled with an escape', '{"mod\\u0065l":"org/Small","messages":[]}', 400],
    ['two objects', '{"model":"org/Big"}{"model":"x"}', 400],
    ['text in UTF-16', Buffer.from('{"model":"org/Big"}', 'utf16le').toString('latin1'), 400],
    ['a million brackets', `{"messages":${'['.repeat(190_000)}`, 400],
    ['more than the firewall lets through', `{"messages":"${'x'.repeat(400_000)}"}`, 413],
  ])('with a body that is %s', async (_what, text, status) => {
    expect(
      (await ask(regions, { body: text, headers: { 'content-length': String(Buffer.byteLength(text)) } })).status,
    ).toBe(status);
  });
});

test('headers of the gateway and of Envoy are its own: those of a client change nothing', async () => {
  await regions.control(full, 'first', 'second');

  const heard = await ask(regions, {
    stream: true,
    headers: {
      'x-polyregion-hop': 'us-west-2',
      'x-polyregion-tier': 'provider',
      'x-envoy-max-retries': '0',
      'x-envoy-upstream-rq-timeout-ms': '1',
      'x-envoy-upstream-alt-stat-name': 'x',
    },
  });

  expect(heard).toMatchObject({ status: 200, tier: 'sibling' });
});

describe('another region', () => {
  interface AskedPeer {
    readonly hop?: boolean;
    readonly token?: boolean;
    readonly from?: string;
  }
  const askPeer = ({ hop = true, token = true, from = '127.0.0.1' }: AskedPeer): Promise<number | 'nothing'> =>
    new Promise((settle) => {
      const sent = request(
        {
          port: regions.all.peerPort,
          host: '127.0.0.1',
          localAddress: from,
          servername: 'gateway.us-west-2',
          ca: readFileSync(regions.all.authority),
          method: 'POST',
          path: chat,
          agent: false,
          headers: {
            host,
            ...(token && { authorization: `Bearer ${regions.issuer.token()}` }),
            ...(hop && { 'x-polyregion-hop': 'us-east-2' }),
            'content-length': body.length,
          },
        },
        (answer) => {
          answer.resume();
          settle(answer.statusCode ?? 0);
        },
      );
      sent.once('error', () => settle('nothing'));
      sent.end(body);
    });

  test('is answered as a peer, with a token, over TLS, from the address range of a peer', async () => {
    expect(await askPeer({})).toBe(200);
    expect(await askPeer({ token: false })).toBe(401);
    expect(await askPeer({ hop: false })).toBe(404);
    expect(await askPeer({ from: '127.0.0.2' })).toBe('nothing');
  });

  test('sends nothing on: what its own cell has no room for it refuses', async () => {
    await regions.control({ tokensPerSecond: 3, answerTokens: 8 }, 'sibling');
    const busy = [askPeer({}), askPeer({})];
    await regions.eventually(async () => (await regions.inFlight('sibling')) === 2);

    expect(await askPeer({})).toBe(503);
    expect(await Promise.all(busy)).toEqual([200, 200]);
  });
});

describe('a provider', () => {
  const seen = async () =>
    ((await regions.provider.control({})) as { last: { path: string; headers: Record<string, string> } }).last;

  test('learns nothing about the client, and the client nothing about the provider', async () => {
    await regions.control(full, ...everywhere);

    const heard = await ask(regions, {
      headers: {
        cookie: 'session=1',
        'x-forwarded-for': '192.0.2.7',
        'x-amzn-trace-id': 'x',
        'openai-organization': 'o',
        'user-agent': 'me',
      },
    });

    expect(heard).toMatchObject({ status: 200, tier: 'provider' });
    const { headers } = await seen();
    expect(Object.keys(headers).sort()).toEqual([
      'accept-encoding',
      'authorization',
      'content-length',
      'content-type',
      'host',
    ]);
    expect(headers).toMatchObject({ authorization: 'Bearer key-of-the-fleet', host: 'api.example.com' });
    expect(Object.keys(heard.headers).filter((name) => /provider-internal|cookie/.test(name))).toEqual([]);
  });

  test('gets no request that could cost more than may be spent', async () => {
    await regions.control(full, ...everywhere);
    const before = await regions.provider.control({});

    // 20 USD an hour are 1.54 USD at once; 400,000 tokens at 4 USD a million could cost 1.60 USD, and 1,000 cost next to nothing.
    const dear = await ask(regions, { more: { max_tokens: 400_000 } });
    const cheap = await ask(regions, { more: { max_tokens: 1000 } });

    expect(dear.status).toBe(503);
    expect(Number(dear.headers['retry-after'])).toBeGreaterThan(0);
    expect(cheap).toMatchObject({ status: 200, tier: 'provider' });
    expect((await regions.provider.control({})).requests).toBe(Number(before.requests) + 1);
  });

  test('that is Bedrock gets a signed request, and no header of the client', async () => {
    await regions.control(full, ...everywhere);
    const bedrock = [{ address: '127.0.0.1', port: regions.provider.port }];
    regions.here.update({ providers: { bedrock } });
    try {
      await regions.eventually(async () => {
        await ask(regions);
        return (await seen()).path.startsWith('/openai');
      });
      const { path, headers } = await seen();

      expect(path).toBe('/openai/v1/chat/completions');
      expect(headers.host).toBe('bedrock-runtime.us-east-1.amazonaws.com');
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request/,
      );
    } finally {
      regions.here.update({ providers: { bought: bedrock } });
    }
  });
});

test('no log holds a prompt, a token or a key', async () => {
  const before = regions.here.requests().length;
  await ask(regions, {
    more: { messages: [{ role: 'user', content: 'a secret prompt' }] },
    path: `${chat}?name=secret`,
  });
  await regions.eventually(async () => regions.here.requests().length > before);
  const log = regions.here.program.log() + regions.there.program.log();

  expect(log).toContain('"tier":"own"');
  expect(log).not.toMatch(/secret|eyJ|key-of-the-fleet|hello/);
});
