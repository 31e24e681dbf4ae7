import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { GuardPort, StubEngine } from '../support/guard-port';
import { projectRoot } from '../support/project-root';

const secret = 's'.repeat(43);
const chatPath = '/v1/chat/completions';
const token = (claims: object): Record<string, string> => ({
  authorization: `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`,
});
const tenant = token({ iss: 'i', sub: 'a' });

/** Netstrings: no part can be spelled so that it reads like another one. */
const joined = (...parts: readonly string[]): string =>
  parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
const hmac = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
const saltOf = (name: string, own?: string): string =>
  hmac(joined(joined('tenant', 'i', 'sub', `s${name}`), own === undefined ? 'none' : `own${own}`));

/** What Python's json makes of each body, as the engine reads it: bytes in, the object or nothing out. */
function readByPython(bodies: readonly Buffer[]): (Record<string, unknown> | null)[] {
  const program = `
import base64, json, sys
def read(text):
    try:
        value = json.loads(base64.b64decode(text))
        return json.dumps(value) if isinstance(value, dict) else None
    except (ValueError, RecursionError):
        return None
print(json.dumps([read(text) for text in json.load(sys.stdin)]))`;
  const input = JSON.stringify(bodies.map((body) => body.toString('base64')));
  const text = execFileSync(join(projectRoot, '.venv/bin/python'), ['-c', program], { input, encoding: 'utf8' });
  return (JSON.parse(text) as (string | null)[]).map((one) => (one === null ? null : JSON.parse(one)));
}

let engine: StubEngine;
const guards: Record<string, GuardPort> = {};

async function guardOf(name: string, parameters: Partial<CellParameters>): Promise<void> {
  guards[name] = await GuardPort.start([engine.port], { parameters, secret });
}

const adapterTenants = [{ name: 'legal', tenants: ['acme', 'käthe', '7'] }];

beforeAll(async () => {
  engine = await StubEngine.start((request, response) =>
    request.method === 'GET'
      ? response.end(
          JSON.stringify({
            object: 'list',
            data: ['base', 'legal', 'open'].map((id) => ({ id, permission: [{ id: 'legal' }], parent: null })),
          }),
        )
      : response.end('{}'),
  );
  await guardOf('plain', {});
  await guardOf('unchecked', { tenantClaim: undefined });
  await guardOf('adapters', { tenantClaim: 'org', adapterTenants });
});

afterAll(async () => {
  await Promise.all(Object.values(guards).map((guard) => guard.stop()));
  engine.stop();
});

/** The status that a client gets, and the body that the engine got. */
async function sent(body: string | Buffer, headers: Record<string, string> = tenant, path = chatPath, guard = 'plain') {
  engine.asked.length = 0;
  const answer = await (guards[guard] as GuardPort).post(path, body, headers);
  return { status: answer.status, body: engine.asked[0]?.body };
}

/** The salt that an engine reads: Node keeps the last of several members too, and starts no process. */
async function salted(body: string, headers: Record<string, string> = tenant, guard = 'plain'): Promise<unknown> {
  const { body: got } = await sent(body, headers, chatPath, guard);
  return JSON.parse(String(got)).cache_salt;
}

describe('the salt of a request', () => {
  test('is an HMAC of its tenant under the secret of the region, one for each tenant', async () => {
    expect(await salted('{"prompt":"p"}')).toBe(saltOf('a'));
    expect(await salted('{"prompt":"q"}', token({ sub: 'a', iss: 'i', exp: 1 }))).toBe(saltOf('a'));
    expect(await salted('{}', token({ iss: 'i', sub: 'käthe' }))).toBe(saltOf('käthe'));
    expect(await salted('{}', token({ iss: 'j', sub: 'a' }))).not.toBe(saltOf('a'));
    expect(await salted('{}', token({ iss: 'i', sub: 7 }))).not.toBe(saltOf('7'));
    expect(await salted('{}', token({ iss: 'i', sub: 7 }))).toBe(await salted('{}', token({ sub: 7, iss: 'i' })));
  });

  test.each([
    ['twice', '{"cache_salt":"x","prompt":"p","cache_salt":"y"}', 'y'],
    ['escaped', String.raw`{"\u0063ache_salt":"x","prompt":"p"}`, undefined],
    ['in another case', '{"Cache_Salt":"x","prompt":"p"}', undefined],
    ['with blanks', '{"prompt":"p","cache_salt" : \n "x"}', 'x'],
    ['with a quote', String.raw`{"cache_salt":"x\"y","prompt":"p"}`, String.raw`x\"y`],
    ['as a number', '{"cache_salt":1}', undefined],
    ['as null', '{"cache_salt":null}', undefined],
    ['in a prompt', JSON.stringify({ prompt: '"cache_salt":"x"' }), undefined],
  ])(
    'of a body that has one %s is the guard’s, and divides its own tenant’s cache at most',
    async (_how, body, own) => {
      expect(await salted(body)).toBe(saltOf('a', own));
    },
  );

  test('of another tenant, sent as one’s own, leads nowhere', async () => {
    const other = saltOf('b');

    expect(await salted(JSON.stringify({ cache_salt: other }))).not.toBe(other);
  });

  test.each([
    ['no token', {}],
    ['a token without the claim', token({ iss: 'i' })],
    ['an empty claim', token({ sub: '' })],
    ['a list', token({ sub: ['a'] })],
    ['an object', token({ sub: { sub: 'a' } })],
    ['a fraction', token({ sub: 0.5 })],
    ['a number that two tenants could round to', token({ sub: 2 ** 53 })],
    ['two tokens', { authorization: `${tenant.authorization} ${tenant.authorization}` }],
    ['another scheme', { authorization: `Basic ${tenant.authorization?.slice(7)}` }],
  ])('(%s) is never used again', async (_what, headers) => {
    const [one, two] = [await salted('{}', headers), await salted('{}', headers)];

    expect(one).toMatch(/^[\w-]{43}$/);
    expect(two).not.toBe(one);
    expect(one).not.toBe(saltOf('a'));
  });

  test('is no tenant’s where no token is checked, whatever the token says', async () => {
    expect(await salted('{}', tenant, 'unchecked')).not.toBe(await salted('{}', tenant, 'unchecked'));
  });
});

describe('a body', () => {
  test('passes byte for byte but for what is appended: numbers, order and escapes stay', async () => {
    const text = String.raw`{"seed":9007199254740993,"temperature":1.0,"big":1e400,"s":{"b":1,"10":1},"neg":-0,"e":"\u00e9\/"}`;

    const { body } = await sent(`${text} \n`);

    expect(body?.toString()).toBe(`${text.slice(0, -1)},"cache_salt":"${saltOf('a')}"} \n`);
  });

  test.each([1_000, 5_000, 200_000])('of %i nested brackets reaches the engine, and ends nothing', async (depth) => {
    const text = `{"metadata":${'['.repeat(depth)}${']'.repeat(depth)}}`;

    const { status, body } = await sent(text);

    expect(status).toBe(200);
    expect(body?.length).toBe(text.length + 59);
    expect(await salted('{"prompt":"p"}')).toBe(saltOf('a'));
  });

  test.each([
    ['nothing', ''],
    ['a list', '[{}]'],
    ['a text', '"{}"'],
    ['a byte order mark', '\ufeff{"prompt":"p"}'],
    ['UTF-16', Buffer.from('{"prompt":"p"}', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('{"prompt":"p"}', 'utf16le').swap16()],
  ])('that begins as %s is refused', async (_what, text) => {
    expect(await sent(text)).toEqual({ status: 400, body: undefined });
  });

  test('of megabytes, in chunks or not, is salted at its end', async () => {
    const text = JSON.stringify({ prompt: 'x'.repeat(3_000_000), cache_salt: 'forged' });
    const chunks = async (): Promise<Buffer | undefined> => {
      engine.asked.length = 0;
      const parts = text.match(/.{1,70000}/gs) ?? [];
      const stream = new ReadableStream({
        start: (controller) => {
          for (const part of parts) {
            controller.enqueue(Buffer.from(part));
          }
          controller.close();
        },
      });
      const url = `http://127.0.0.1:${guards.plain?.port}${chatPath}`;
      await fetch(url, { method: 'POST', headers: tenant, body: stream, duplex: 'half' } as RequestInit);
      return engine.asked[0]?.body;
    };

    for (const body of [(await sent(text)).body, await chunks()]) {
      expect(body?.toString()).toBe(`${text.slice(0, -1)},"cache_salt":"${saltOf('a', 'forged')}"}`);
    }
  });

  const ends = [
    '',
    ',',
    ',}',
    '}',
    ' }',
    '"}',
    '\\"}',
    '//}',
    '/*}*/}',
    'x}',
    ']}',
    '}]',
    '{}',
    '\0}',
    '"cache_salt":"x"}',
    ',"cache_salt":"x"}',
  ];
  const key = fc.constantFrom('prompt', 'cache_salt', 'model', 'a"b', 'é', '\\', '}', '');
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.constantFrom(null, true, '}', '","cache_salt":"x', '\\', '{"cache_salt":"x"}'),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const object = fc.dictionary(key, value, { maxKeys: 4 });
  const whole = fc
    .record({ object, indent: fc.nat(2), end: fc.constantFrom('', ' ', '\n\t\r ') })
    .map(({ object: one, indent, end }) => JSON.stringify(one, null, indent) + end);
  const broken = fc
    .record({ text: whole, cut: fc.double({ min: 0, max: 1, noNaN: true }), end: fc.constantFrom(...ends) })
    .map(({ text, cut, end }) => text.slice(0, Math.ceil(cut * text.length)) + end);

  test('is read by Python with the guard’s salt, or not at all: nothing that is malformed becomes an object', async () => {
    const bodies = fc.sample(fc.oneof(whole, broken, broken), { numRuns: 600, seed: 20261127 });
    const pairs: { before: Buffer; after: Buffer }[] = [];
    for (const text of bodies) {
      const { status, body } = await sent(text);
      if (body === undefined) {
        expect(status).toBe(400);
      }
      pairs.push({ before: Buffer.from(text), after: body ?? Buffer.alloc(0) });
    }

    const before = readByPython(pairs.map((pair) => pair.before));
    const after = readByPython(pairs.map((pair) => pair.after));

    expect(before.filter((one) => one !== null).length).toBeGreaterThan(200);
    expect(before.filter((one) => one === null).length).toBeGreaterThan(100);
    before.forEach((read, index) => {
      const text = bodies[index];
      if (read === null) {
        expect(after[index], text).toBeNull();
      } else {
        const { cache_salt: own, ...rest } = read;
        const { cache_salt: salt, ...kept } = after[index] ?? {};
        expect(kept, text).toEqual(rest);
        expect(salt, text).toMatch(/^[\w-]{43}$/);
        expect(salt, text).not.toBe(own);
      }
    });
  });
});

describe('a request to /v1/responses', () => {
  test('reaches the engine with the order to store nothing, whatever it says', async () => {
    const { body = Buffer.alloc(0) } = await sent('{"input":"Hi","store":true}', tenant, '/v1/responses?x=1');

    expect(readByPython([body])).toEqual([{ input: 'Hi', store: false, cache_salt: saltOf('a') }]);
    expect((await sent('{"store":true}')).body?.toString()).not.toContain('false');
  });
});

describe('an adapter of some tenants', () => {
  const modelOf = async (text: string, headers: Record<string, string>): Promise<unknown> => {
    const { body } = await sent(text, headers, chatPath, 'adapters');
    return JSON.parse(String(body)).model;
  };
  const acme = token({ org: 'acme' });
  const other = token({ org: 'other' });
  const none = 'no such model';

  test.each([
    ['{"model":"legal"}', acme, 'legal'],
    ['{"model":"legal"}', token({ org: 'käthe' }), 'legal'],
    ['{"model":"legal"}', other, none],
    ['{"model":"legal"}', token({ sub: 'acme' }), none],
    ['{"model":"legal"}', token({ org: ['acme'] }), none],
    // A number and its digits are two tenants.
    ['{"model":"legal"}', token({ org: 7 }), none],
    ['{"model":"legal"}', {}, none],
    [String.raw`{"\u006dodel":"\u006cegal"}`, other, none],
    ['{"model":"legal","model":"base"}', other, 'base'],
    ['{"model":"base","model":"legal"}', other, none],
    ['{"model":"base","x":{"model":"legal"},"y":["model","legal"]}', other, 'base'],
    ['{"model":["legal"]}', acme, none],
    ['{"model":"base"}', {}, 'base'],
    ['{"prompt":"\\"model\\":\\"legal\\""}', other, null],
    ['{"model":null}', other, null],
    [`{"model":"${'x'.repeat(400)}"}`, acme, none],
  ])('asked for by %s with %j is %j to the engine', async (text, headers, model) => {
    expect(await modelOf(text, headers)).toBe(model);
  });

  test('is what was checked, in every body that Python reads', async () => {
    const spelled = fc.constantFrom('legal', 'base', String.raw`\u006cegal`, 'leg', 'legal ');
    const member = fc.oneof(
      spelled.map((name) => `"model":"${name}"`),
      spelled.map((name) => String.raw`"mod\u0065l": "${name}"`),
      spelled.map((name) => `"x":{"model":"${name}"}`),
      spelled.map((name) => `"y":["model",{"model":"${name}"}]`),
      spelled.map((name) => `"z":"\\"model\\":\\"${name}\\","`),
      fc.constant('"model":null'),
    );
    const bodies = fc.sample(
      fc.array(member, { maxLength: 4 }).map((members) => `{${members.join(' , ')}}`),
      { numRuns: 150, seed: 20261127 },
    );
    const got: Buffer[] = [];
    for (const text of bodies) {
      got.push((await sent(text, acme, chatPath, 'adapters')).body ?? Buffer.alloc(0));
    }

    const asked = readByPython(bodies.map((text) => Buffer.from(text))).map((read) => read?.model ?? null);
    expect(readByPython(got).map((read) => read?.model)).toEqual(asked);
  });

  const listOf = async (headers: Record<string, string>, query = ''): Promise<string[]> => {
    const response = await fetch(`http://127.0.0.1:${guards.adapters?.port}/v1/models${query}`, { headers });
    return ((await response.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
  };

  test('is in the list of models of its tenants alone', async () => {
    expect(await listOf(acme)).toEqual(['base', 'legal', 'open']);
    expect(await listOf(other)).toEqual(['base', 'open']);
    expect(await listOf({}, '?any=1')).toEqual(['base', 'open']);
  });
});
