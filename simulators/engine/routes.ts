import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Task } from '../../lib/contract/tasks';
import { vllm } from '../../lib/engine/vllm';
import { sendJson, sendText } from '../loopback/body';
import { control, controlPath } from '../loopback/control';
import { refuse } from './admit';
import { behaviourChangeSchema } from './behaviour';
import { complete } from './complete';
import type { Engine } from './engine';
import { pool } from './pool';

type Route = (engine: Engine, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const health: Route = ({ behaviour }, _request, response) => sendText(response, behaviour.unhealthy ? 503 : 200, '');

const models: Route = ({ options: { model, maxModelLengthTokens } }, _request, response) =>
  sendJson(response, 200, {
    object: 'list',
    data: [{ id: model, object: 'model', owned_by: 'vllm', root: model, max_model_len: maxModelLengthTokens }],
  });

const common: Readonly<Record<string, Route>> = {
  'GET /health': health,
  'GET /ping': health,
  'POST /ping': health,
  'GET /version': (_engine, _request, response) => sendJson(response, 200, { version: vllm.release }),
  'GET /v1/models': models,
  'GET /metrics': async ({ scheduler }, _request, response) =>
    sendText(response, 200, await scheduler.metrics.text(), 'text/plain; version=0.0.4; charset=utf-8'),
};

const score: Route = (engine, request, response) => pool(engine, 'score', request, response);
const rerank: Route = (engine, request, response) => pool(engine, 'rerank', request, response);
const ranking = { 'POST /score': score, 'POST /v1/score': score, 'POST /rerank': rerank, 'POST /v1/rerank': rerank };

/** vLLM scores with models that embed, too: by the likeness of their vectors. */
const routesOf: Readonly<Record<Task, Readonly<Record<string, Route>>>> = {
  generate: {
    ...common,
    'POST /v1/chat/completions': (engine, request, response) => complete(engine, 'chat', request, response),
    'POST /v1/completions': (engine, request, response) => complete(engine, 'text', request, response),
  },
  embed: {
    ...common,
    ...ranking,
    'POST /v1/embeddings': (engine, request, response) => pool(engine, 'embeddings', request, response),
  },
  rerank: { ...common, ...ranking },
};

export const controlRoute = (engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> =>
  control(
    request,
    response,
    behaviourChangeSchema,
    (change) => engine.change(change),
    () => engine.state(),
  );

export function route(engine: Engine, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path === controlPath) {
    return controlRoute(engine, request, response);
  }
  // vLLM guards these paths and no others.
  const { apiKey } = engine.options;
  if (apiKey !== undefined && path.startsWith('/v1') && request.headers.authorization !== `Bearer ${apiKey}`) {
    sendJson(response, 401, { error: 'Unauthorized' });
    return;
  }
  const routes = routesOf[engine.behaviour.task];
  const found = routes[`${request.method} ${path}`];
  if (found !== undefined) {
    return found(engine, request, response);
  }
  const known = Object.keys(routes).some((name) => name.endsWith(` ${path}`));
  refuse(response, known ? 405 : 404, 'NotFoundError', known ? 'Method Not Allowed' : 'Not Found');
}
