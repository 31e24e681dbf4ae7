import type { Task } from '../contract/tasks';

/** One listener rule of a workload: what may be asked of its engine. */
export interface ApiRoute {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly paths: readonly string[];
}

/** What is served is known by the model's task, and whether it has a chat template. */
export interface ServedModel {
  readonly task: Task;
  /** @default - true */
  readonly chat?: boolean | undefined;
}

const post = (id: string, ...paths: readonly string[]): ApiRoute => ({ id, method: 'POST', paths });

/** The one route on which an engine could keep something between requests. */
export const responsesPath = '/v1/responses';

/** Lists the model, and adapters under names of their own. */
export const modelsPath = '/v1/models';

const models: ApiRoute = { id: 'Models', method: 'GET', paths: [modelsPath] };
const tokenize = post('Tokenize', '/tokenize');

/** Two paths at most in each: a rule of a load balancer holds five values, with two host names and the method. */
const chat = [
  post('Serving', '/v1/chat/completions', '/v1/completions'),
  post('Messages', responsesPath, '/v1/messages'),
  tokenize,
  models,
];
const completions = [post('Serving', '/v1/completions'), tokenize, models];
const embeddings = [post('Serving', '/v1/embeddings'), tokenize, models];
const ranking = [post('Serving', '/v1/rerank', '/rerank'), post('Scoring', '/v1/score', '/score'), tokenize, models];

/**
 * What clients may ask of an engine: stateless inference, tokens of a text, and which model there is. An engine answers
 * much more (metrics, adapters, stored responses, its own documentation), and none of that is forwarded. The
 * agent admits to `/v1/responses` only what needs no earlier response, and engines are started without their store.
 *
 * @see https://docs.vllm.ai/en/stable/usage/security/
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/entrypoints/openai/responses/serving.py lines 265 and 365
 */
export function apiRoutes({ task, chat: hasChat = true }: ServedModel): readonly ApiRoute[] {
  switch (task) {
    case 'generate':
      return hasChat ? chat : completions;
    case 'embed':
      return embeddings;
    case 'rerank':
      return ranking;
    default:
      return task satisfies never;
  }
}

/** Readiness and every route. */
export const listenerRulesPerWorkload =
  1 + Math.max(...[chat, completions, embeddings, ranking].map(({ length }) => length));
