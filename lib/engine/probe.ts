import type { Task } from '../contract/tasks';

export interface ProbeRequest {
  readonly path: string;
  readonly body: string;
}

/** The smallest real work for a model: it goes through the whole of the engine and its GPUs. */
export function probeRequest(task: Task, model: string): ProbeRequest {
  const asks = {
    generate: { path: '/v1/completions', body: { model, prompt: 'Hello', max_tokens: 1, temperature: 0 } },
    embed: { path: '/v1/embeddings', body: { model, input: 'Hello' } },
    rerank: { path: '/v1/rerank', body: { model, query: 'Hello', documents: ['Hello'] } },
  } as const;
  return { path: asks[task].path, body: JSON.stringify(asks[task].body) };
}

/** `refused` is an engine that answers but takes no more work, or not from us: alive, for all that is known. */
export type ProbeOutcome = 'answered' | 'refused' | 'failed';

const refusals = [401, 403, 429, 503];

/** @param status undefined when nothing came back in time */
export function probeOutcome(status: number | undefined): ProbeOutcome {
  if (status === undefined) {
    return 'failed';
  }
  return status === 200 ? 'answered' : refusals.includes(status) ? 'refused' : 'failed';
}
