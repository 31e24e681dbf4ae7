import { describe, expect, test } from 'vitest';
import type { Task } from '../../lib/contract/tasks';
import { probeOutcome, probeRequest } from '../../lib/engine/probe';
import { mainRoute, type ServedRoute } from '../../lib/engine/served-route';

/** Answers of each route with the fields that the protocols of vLLM 0.33.0 give them. */
const chat = {
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'length' }],
  usage: { prompt_tokens: 36, total_tokens: 37, completion_tokens: 1 },
};
const completion = {
  object: 'text_completion',
  choices: [{ index: 0, text: ' world', finish_reason: 'length' }],
  usage: { prompt_tokens: 2, total_tokens: 3, completion_tokens: 1 },
};
const answers: Readonly<Record<ServedRoute, object>> = {
  chat,
  completions: completion,
  embeddings: { object: 'list', data: [{ index: 0, object: 'embedding', embedding: [0.6, -0.8] }] },
  rerank: { results: [{ index: 0, document: { text: 'Hello' }, relevance_score: 0.97 }] },
  score: { object: 'list', data: [{ index: 0, object: 'score', score: 0 }] },
};
const routes = Object.keys(answers) as ServedRoute[];

const outcome = (route: ServedRoute, status: number, body: object | string) =>
  probeOutcome(route, { status, text: typeof body === 'string' ? body : JSON.stringify(body) });

describe('the route on which readiness asks', () => {
  test.each([
    ['generate', true, 'chat', '/v1/chat/completions'],
    ['generate', false, 'completions', '/v1/completions'],
    ['embed', true, 'embeddings', '/v1/embeddings'],
    ['rerank', true, 'rerank', '/v1/rerank'],
  ] as const)('of a model that does %s (chat: %s) is %s', (task: Task, hasChat, route, path) => {
    expect(mainRoute(task, hasChat)).toBe(route);
    expect(probeRequest(route, 'a-model').path).toBe(path);
  });

  test('is asked for one token of a chat, which needs the chat template', () => {
    expect(JSON.parse(probeRequest('chat', 'a-model').body)).toEqual({
      model: 'a-model',
      messages: [{ role: 'user', content: 'Hello' }],
      max_tokens: 1,
      temperature: 0,
    });
  });
});

describe('what counts as an answer', () => {
  test.each(routes)('a whole one on %s', (route) => {
    expect(outcome(route, 200, answers[route])).toBe('answered');
  });

  test.each(routes)('on %s no answer of another route', (route) => {
    const others = routes.filter((other) => other !== route).map((other) => outcome(route, 200, answers[other]));

    expect(new Set(others)).toEqual(new Set(['failed']));
  });

  test.each(routes)('on %s neither an empty body, nor another status, nor silence', (route) => {
    expect(outcome(route, 200, '')).toBe('failed');
    expect(outcome(route, 200, '{}')).toBe('failed');
    expect(outcome(route, 200, 'null')).toBe('failed');
    for (const status of [204, 400, 404, 500, 502]) {
      expect(outcome(route, status, answers[route])).toBe('failed');
    }
    expect(probeOutcome(route, undefined)).toBe('failed');
  });

  test.each(routes)('a refusal on %s is neither an answer nor a failure', (route) => {
    for (const status of [401, 403, 429]) {
      expect(outcome(route, status, '')).toBe('refused');
    }
  });

  test('a chat that begins with reasoning, whose content is null', () => {
    const message = { role: 'assistant', content: null, reasoning: 'Hm' };

    expect(outcome('chat', 200, { ...chat, choices: [{ index: 0, message, finish_reason: 'length' }] })).toBe(
      'answered',
    );
  });

  test.each([
    ['chat', { ...chat, usage: { ...chat.usage, completion_tokens: 0 } }],
    ['chat', { ...chat, usage: undefined }],
    ['chat', { ...chat, choices: [] }],
    ['chat', { ...chat, choices: [{ ...chat.choices[0], finish_reason: 'abort' }] }],
    ['chat', { ...chat, choices: [{ ...chat.choices[0], finish_reason: 'error' }] }],
    ['chat', { ...chat, choices: [{ ...chat.choices[0], message: undefined }] }],
    ['completions', { ...completion, choices: [{ ...completion.choices[0], text: null }] }],
    ['completions', { ...completion, usage: { ...completion.usage, completion_tokens: 0 } }],
    ['embeddings', { data: [] }],
    ['embeddings', { data: [{ embedding: [] }] }],
    ['embeddings', { data: [{ embedding: [0, 0, 0] }] }],
    ['embeddings', { data: [{ embedding: [0.6, null] }] }],
    ['embeddings', '{"data":[{"embedding":[0.6,NaN]}]}'],
    ['rerank', { results: [] }],
    ['rerank', { results: [{ relevance_score: null }] }],
    ['rerank', '{"results":[{"relevance_score":NaN}]}'],
    ['score', { data: [{ score: '0.5' }] }],
  ] as const)('not one on %s without its tokens, vector or score: %j', (route, body) => {
    expect(outcome(route, 200, body)).toBe('failed');
  });
});
