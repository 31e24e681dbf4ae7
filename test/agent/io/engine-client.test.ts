import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clock } from '../../../agent/io/clock';
import { engineClient } from '../../../agent/io/engine-client';
import { probeRequest } from '../../../lib/engine/probe';
import { mainRoute } from '../../../lib/engine/served-route';
import { post } from '../../support/engine-client';
import { type Simulator, startSimulator } from '../../support/simulators';

let engine: Simulator;
beforeAll(async () => {
  const behaviour = JSON.stringify({ loadSeconds: 0, timeFactor: 0.01 });
  engine = await startSimulator('engine', ['serve', 'a-model', '--port', '0', '--behaviour', behaviour]);
});
afterAll(() => engine.stop());

const probe = (route: Parameters<typeof probeRequest>[0]) =>
  engineClient(Number(new URL(engine.url).port), clock(1)).probe(probeRequest(route, 'a-model'), 10);

describe('a probe of an engine', () => {
  test.each([
    ['generate', 1],
    ['embed', 0],
    ['rerank', 0],
  ] as const)('of a model that does %s is answered on the route of its task, with %i tokens', async (task, tokens) => {
    await engine.control({ task });

    const answer = await probe(mainRoute(task, true));

    expect(answer).toMatchObject({ outcome: 'answered', status: 200, generatedTokens: tokens });
    expect(answer.promptTokens).toBeGreaterThan(0);
  });

  test.each([
    ['chat', 'failed', 400],
    ['completions', 'answered', 200],
  ] as const)('of a base model, which has no chat template, on %s %s', async (route, outcome, status) => {
    await engine.control({ task: 'generate', chatTemplate: false });

    expect(await probe(route)).toMatchObject({ outcome, status });
  });

  test('fails on the route of another task, and is refused by a full queue', async () => {
    await engine.control({ task: 'embed', chatTemplate: true });
    expect(await probe('completions')).toMatchObject({ outcome: 'failed', status: 404 });

    await engine.control({ queueFull: true });
    expect(await probe('embeddings')).toMatchObject({ outcome: 'full', status: 503 });
    await engine.control({ queueFull: false });
  });

  test.each(['/score', '/v1/score'])('%s and both names of rerank give a score for each document', async (path) => {
    await engine.control({ task: 'rerank' });
    const scores = await post(`${engine.url}${path}`, { queries: 'a', documents: ['b', 'c'] });
    const ranked = await post(`${engine.url}${path.replace('score', 'rerank')}`, { query: 'a', documents: ['b', 'c'] });

    expect(((await scores.json()) as { data: object[] }).data).toHaveLength(2);
    const { results } = (await ranked.json()) as { results: { relevance_score: number }[] };
    expect(results[0]?.relevance_score).toBeGreaterThanOrEqual(results[1]?.relevance_score ?? 2);
  });
});
