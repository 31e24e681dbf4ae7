import { isAnswer } from './is-answer';
import { type ServedRoute, servedPaths } from './served-route';

export interface ProbeRequest {
  readonly route: ServedRoute;
  readonly path: string;
  readonly body: string;
}

const greedyToken = { max_tokens: 1, temperature: 0 };

/** The smallest real work on each route. */
const asked: Readonly<Record<ServedRoute, object>> = {
  chat: { messages: [{ role: 'user', content: 'Hello' }], ...greedyToken },
  completions: { prompt: 'Hello', ...greedyToken },
  embeddings: { input: 'Hello' },
  rerank: { query: 'Hello', documents: ['Hello'] },
  score: { queries: 'Hello', documents: 'Hello' },
};

/** The smallest real work for a model, asked as clients ask: it goes through the whole of the engine and its GPUs. */
export const probeRequest = (route: ServedRoute, model: string): ProbeRequest => ({
  route,
  path: servedPaths[route],
  body: JSON.stringify({ model, ...asked[route] }),
});

/**
 * `refused` is an engine that answers but takes no work from the agent, or too much was asked: alive, for all that is known.
 * `full` is one that says that it has too much work, which is believed while it has some.
 */
export type ProbeOutcome = 'answered' | 'refused' | 'full' | 'failed';

const refusals = [401, 403, 429];
const full = 503;

/** @param response undefined when nothing came back in time */
export function probeOutcome(
  route: ServedRoute,
  response: { readonly status: number; readonly text: string } | undefined,
): ProbeOutcome {
  if (response === undefined) {
    return 'failed';
  }
  const { status, text } = response;
  if (status === full) {
    return 'full';
  }
  if (refusals.includes(status)) {
    return 'refused';
  }
  return isAnswer(route, status, text) ? 'answered' : 'failed';
}
