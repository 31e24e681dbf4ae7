import { describe, expect, test } from 'vitest';
import { mayBeAsked } from '../../../agent/serving/admission';
import { chooseReplica } from '../../../agent/serving/choose-replica';
import { answerHeaders, requestHeaders } from '../../../agent/serving/forwarded-headers';
import { saltedBody } from '../../../agent/serving/salted-body';

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

describe('the salt of a request', () => {
  const key = { secret: 's'.repeat(43), tenantClaim: 'sub' };
  const token = (claims: object): string => `Bearer x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const salt = (authorization: string | undefined, body: object, nonce = 'n'.repeat(43)): string => {
    const salted = saltedBody(key, { text: JSON.stringify(body), authorization, nonce });
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

  test.each(['', 'no JSON', '[]', 'null', '{"temperature": NaN}', '{"cache_salt": 7}'])('refuses %j', (text) => {
    expect(saltedBody(key, { text, authorization: undefined, nonce: 'n'.repeat(43) })).toEqual({ status: 400 });
  });
});
