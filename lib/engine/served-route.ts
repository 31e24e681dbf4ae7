import type { Task } from '../contract/tasks';

/** The routes of the engine on which it works with the model, under one name each. */
export const servedPaths = {
  chat: '/v1/chat/completions',
  completions: '/v1/completions',
  embeddings: '/v1/embeddings',
  rerank: '/v1/rerank',
  score: '/v1/score',
} as const;

export type ServedRoute = keyof typeof servedPaths;

/**
 * The route on which clients ask for a model first, and on which readiness asks for it.
 *
 * @param chat whether the model has a chat template: the engine answers 400 to chat without one
 */
export function mainRoute(task: Task, chat: boolean): ServedRoute {
  switch (task) {
    case 'generate':
      return chat ? 'chat' : 'completions';
    case 'embed':
      return 'embeddings';
    case 'rerank':
      return 'rerank';
    default:
      return task satisfies never;
  }
}
