import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { parseJson, readText, sendJson } from '../loopback/body';
import { admit, refuse } from './admit';
import type { Engine } from './engine';
import { tokensOf } from './prompt';

const several = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1)]);
const model = z.string().optional();

/** What each route asks for: texts, or pairs of texts. */
const schemas = {
  embeddings: z.looseObject({ model, input: several }).transform((body) => ({ ...body, texts: body.input })),
  rerank: z
    .looseObject({ model, query: z.string(), documents: several })
    .transform((body) => ({ ...body, texts: body.documents.map((each) => `${body.query} ${each}`) })),
  score: z
    .looseObject({ model, queries: z.string(), documents: several })
    .transform((body) => ({ ...body, texts: body.documents.map((each) => `${body.queries} ${each}`) })),
};

export type Pooling = keyof typeof schemas;

/** The same for the same text, as there is no model: eight values, of length one together. */
function vector(text: string): number[] {
  const values = [...createHash('sha256').update(text).digest().subarray(0, 8)].map((byte) => byte / 255 - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

const score = (text: string): number => (createHash('sha256').update(text).digest()[0] ?? 0) / 255;

const bodies: Readonly<Record<Pooling, (texts: readonly string[]) => object>> = {
  embeddings: (texts) => ({
    object: 'list',
    data: texts.map((text, index) => ({ index, object: 'embedding', embedding: vector(text) })),
  }),
  rerank: (texts) => ({
    results: texts
      .map((text, index) => ({ index, document: { text }, relevance_score: score(text) }))
      .sort((one, other) => other.relevance_score - one.relevance_score),
  }),
  score: (texts) => ({
    object: 'list',
    data: texts.map((text, index) => ({ index, object: 'score', score: score(text) })),
  }),
};

/** One answer of a model that gives vectors or scores: a prefill and no token. */
export async function pool(
  engine: Engine,
  kind: Pooling,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parsed = schemas[kind].safeParse(parseJson(await readText(request)));
  if (!parsed.success) {
    refuse(response, 400, 'BadRequestError', z.prettifyError(parsed.error));
    return;
  }
  const { texts, model: asked } = parsed.data;
  const text = texts.join('\n');
  const tokens = tokensOf(text);
  if (!admit(engine, { model: asked, text, tokens, maxTokens: undefined }, response)) {
    return;
  }
  const abort = engine.scheduler.add({
    promptTokens: tokens,
    maxTokens: 0,
    reasonAtEnd: 'stop',
    onToken: () => {},
    onEnd: () =>
      sendJson(response, 200, {
        id: randomUUID(),
        model: engine.options.model,
        ...bodies[kind](texts),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }),
  });
  response.once('close', abort);
  response.once('finish', () => engine.answered());
}
