import { describe, expect, test } from 'vitest';
import { mayBeAsked } from '../../../agent/serving/admission';
import { admittedBody } from '../../../agent/serving/admitted-body';
import { chooseReplica } from '../../../agent/serving/choose-replica';
import { answerHeaders, requestHeaders } from '../../../agent/serving/forwarded-headers';
import { listedModels } from '../../../agent/serving/listed-models';

describe('the serving port', () => {
  test.each([
    ['generate', 'POST', '/v1/chat/completions', true],
    ['generate', 'POST', '/v1/completions?x=1', true],
    ['generate', 'POST', '/v1/responses', true],
    ['generate', 'POST', '/v1/messages', true],
    ['generate', 'POST', '/tokenize', true],
    ['generate', 'GET', '/v1/models', true],
    ['generate', 'GET', '/v1/chat/completions', false],
    ['generate', 'GET', '/v1/responses/resp_1', false],
    ['generate', 'POST', '/v1/responses/resp_1/cancel', false],
    ['generate', 'POST', '/v1/embeddings', false],
    ['generate', 'POST', '/detokenize', false],
    ['generate', 'GET', '/metrics', false],
    ['generate', 'POST', '/sleep', false],
    ['generate', 'POST', '/v1/load_lora_adapter', false],
    ['generate', undefined, undefined, false],
    ['embed', 'POST', '/v1/embeddings', true],
    ['embed', 'POST', '/v1/chat/completions', false],
    ['rerank', 'POST', '/rerank', true],
    ['rerank', 'POST', '/v1/score', true],
    ['rerank', 'POST', '/v1/embeddings', false],
  ] as const)('of a model that does %s: %s %s: %s', (task, method, url, asked) => {
    expect(mayBeAsked({ task }, method, url)).toBe(asked);
  });

  test('of a base model takes no chat', () => {
    const base = { task: 'generate', chat: false } as const;

    expect(mayBeAsked(base, 'POST', '/v1/completions')).toBe(true);
    for (const path of ['/v1/chat/completions', '/v1/responses', '/v1/messages']) {
      expect(mayBeAsked(base, 'POST', path)).toBe(false);
    }
  });

  test('hands a request to the ready replica with the fewest in flight', () => {
    const replicas = [
      { port: 1, ready: true, suspect: false, outstanding: 3 },
      { port: 2, ready: false, suspect: false, outstanding: 0 },
      { port: 3, ready: true, suspect: false, outstanding: 2 },
    ];

    expect(chooseReplica(replicas)?.port).toBe(3);
    expect(chooseReplica(replicas.map((replica) => ({ ...replica, suspect: replica.port === 3 })))?.port).toBe(1);
    expect(chooseReplica(replicas.map((replica) => ({ ...replica, suspect: true })))?.port).toBe(3);
    expect(chooseReplica(replicas.slice(1, 2))).toBeUndefined();
    expect(chooseReplica([])).toBeUndefined();
  });

  test('passes on what is for the other side, and no credential', () => {
    const headers = { connection: 'keep-alive', host: 'x', authorization: 'Bearer x', cookie: 'x', accept: '*/*' };

    expect(requestHeaders(headers)).toEqual({ accept: '*/*' });
    expect(answerHeaders({ 'transfer-encoding': 'chunked', 'content-type': 'text/event-stream' })).toEqual({
      'content-type': 'text/event-stream',
    });
  });
});

const saltKey = { secret: 's'.repeat(43), tenantClaim: 'sub' };
const token = (claims: object): string => `Bearer x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
const everyTenant = { tenantClaim: 'sub', adapters: [] };
const chatPath = '/v1/chat/completions';

describe('the salt of a request', () => {
  const rules = { saltKey, adapters: everyTenant };
  const salt = (authorization: string | undefined, body: object, nonce = 'n'.repeat(43)): string => {
    const salted = admittedBody(rules, { path: chatPath, text: JSON.stringify(body), authorization, nonce });
    return 'body' in salted ? String(JSON.parse(salted.body).cache_salt) : '';
  };

  test('is one for each tenant, whatever a client sends', () => {
    const mine = salt(token({ sub: 'a' }), { prompt: 'x' });

    expect(mine).toHaveLength(43);
    expect(salt(token({ sub: 'a' }), { prompt: 'y' })).toBe(mine);
    expect(salt(token({ sub: 'b' }), { prompt: 'x' })).not.toBe(mine);
    expect(salt(token({ sub: 'b' }), { prompt: 'x', cache_salt: mine })).not.toBe(mine);
  });

  test('of a request without a tenant is never used again', () => {
    expect(salt(undefined, {}, '1'.repeat(43))).not.toBe(salt(undefined, {}, '2'.repeat(43)));
  });

  test('refuses a body that is nested too deep to be written again', () => {
    const text = `{"input": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

    expect(admittedBody(rules, { path: chatPath, text, authorization: undefined, nonce: 'n'.repeat(43) })).toEqual({
      status: 400,
    });
  });

  test.each(['', 'no JSON', '[]', 'null', '{"temperature": NaN}', '{"cache_salt": 7}'])('refuses %j', (text) => {
    expect(admittedBody(rules, { path: chatPath, text, authorization: undefined, nonce: 'n'.repeat(43) })).toEqual({
      status: 400,
    });
  });
});

const nonce = 'n'.repeat(43);

describe('a request to /v1/responses', () => {
  const asked = (body: object, path = '/v1/responses') =>
    admittedBody(
      { saltKey, adapters: everyTenant },
      { path, text: JSON.stringify(body), authorization: undefined, nonce },
    );

  test.each([{}, { store: true }, { store: null }, { previous_response_id: null, background: false }])(
    'reaches the engine with the order to store nothing: %j',
    (body) => {
      const admitted = asked({ model: 'm', input: 'Hi', ...body });

      expect(JSON.parse('body' in admitted ? admitted.body : '{}')).toMatchObject({ input: 'Hi', store: false });
    },
  );

  test.each([
    ['previous_response_id', 'resp_1'],
    ['previous_response_id', ''],
    ['conversation', { id: 'conv_1' }],
    ['background', true],
  ])('fails with %s %j, and says what to send instead', (field, value) => {
    expect(asked({ input: 'Hi', [field]: value })).toEqual({
      status: 400,
      message: `${field}: is refused, because no response is kept; send the whole conversation as input`,
    });
  });

  test('is the only one that is changed so', () => {
    const admitted = asked({ messages: [], store: true, previous_response_id: 'x' }, chatPath);

    expect(JSON.parse('body' in admitted ? admitted.body : '{}')).toMatchObject({
      store: true,
      previous_response_id: 'x',
    });
  });
});

describe('an adapter of some tenants', () => {
  const adapters = { tenantClaim: 'org', adapters: [{ name: 'legal', tenants: ['acme', '7'] }] };
  const statusOf = (model: unknown, authorization: string | undefined) => {
    const text = JSON.stringify({ model, prompt: 'x' });
    const admitted = admittedBody({ saltKey: undefined, adapters }, { path: chatPath, text, authorization, nonce });
    return 'body' in admitted ? 200 : admitted.status;
  };

  test.each([
    ['legal', token({ org: 'acme' }), 200],
    ['legal', token({ org: 'other' }), 404],
    ['legal', token({ sub: 'acme' }), 404],
    ['legal', token({ org: ['acme'] }), 404],
    // A number and its digits are two tenants.
    ['legal', token({ org: 7 }), 404],
    ['legal', undefined, 404],
    ['base', undefined, 200],
    [undefined, undefined, 200],
  ])('as model %j with the token %j is answered with %d', (model, authorization, status) => {
    expect(statusOf(model, authorization)).toBe(status);
  });

  /** As vLLM 0.33.0 lists a model with two adapters, without keys that say nothing here. */
  const list = {
    object: 'list',
    data: [
      { id: 'base', object: 'model', owned_by: 'vllm', parent: null },
      { id: 'legal', object: 'model', owned_by: 'vllm', parent: 'base' },
      { id: 'open', object: 'model', owned_by: 'vllm', parent: 'base' },
    ],
  };
  const listed = (claims: Record<string, unknown> | undefined): string[] => {
    const { data, object } = JSON.parse(listedModels(adapters, claims, JSON.stringify(list)) ?? '{}');
    expect(object).toBe('list');
    return data.map(({ id }: { id: string }) => id);
  };

  test('is in the list of models of its tenants alone', () => {
    expect(listed({ org: 'acme' })).toEqual(['base', 'legal', 'open']);
    expect(listed({ org: 'other' })).toEqual(['base', 'open']);
    expect(listed(undefined)).toEqual(['base', 'open']);
  });

  test.each(['', 'no JSON', '[]', '{}', '{"data": {}}'])('is in no list where the engine answers %j', (answer) => {
    expect(listedModels(adapters, { org: 'acme' }, answer)).toBeUndefined();
  });
});
