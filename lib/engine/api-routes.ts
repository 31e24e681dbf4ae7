import type { Task } from '../contract/tasks';

/** One listener rule of a workload: what may be asked of its engine. */
export interface ApiRoute {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly paths: readonly string[];
}

const models: ApiRoute = { id: 'Models', method: 'GET', paths: ['/v1/models'] };

/**
 * What clients may ask of an engine, by the task of its model: stateless inference, and which model there is. An engine
 * answers much more (metrics, tokenizing, adapters, sleep, its own documentation), and none of that is forwarded.
 *
 * @see https://docs.vllm.ai/en/stable/usage/security/
 */
export const apiRoutes: Readonly<Record<Task, readonly ApiRoute[]>> = {
  generate: [{ id: 'Serving', method: 'POST', paths: ['/v1/chat/completions', '/v1/completions'] }, models],
  embed: [{ id: 'Serving', method: 'POST', paths: ['/v1/embeddings'] }, models],
  rerank: [{ id: 'Serving', method: 'POST', paths: ['/v1/rerank', '/v1/score'] }, models],
};

/** Readiness and every route. */
export const listenerRulesPerWorkload = 1 + Math.max(...Object.values(apiRoutes).map(({ length }) => length));
