import type { ServedRoute } from './served-route';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const first = (list: unknown): Json => (Array.isArray(list) && isObject(list[0]) ? list[0] : {});

/**
 * An answer that ends by itself or at its limit. The engine says `abort` and `error` where it was broken off, and
 * `repetition` where the model only repeats itself.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/v1/engine/__init__.py line 37
 */
const wholeEnds = ['stop', 'length', 'tool_calls', 'function_call'];

/** The text may be empty, as a first token may be a special one; the engine counts it all the same. */
const hasTokens = (body: Json): boolean =>
  wholeEnds.includes(String(first(body.choices).finish_reason)) &&
  isObject(body.usage) &&
  Number(body.usage.completion_tokens) >= 1;

/** A vector of zeros has no direction: no model gives it for a word. */
const isVector = (value: unknown): boolean =>
  Array.isArray(value) && value.every(Number.isFinite) && value.some((each) => each !== 0);

/**
 * What each route gives where the model really worked.
 *
 * @see https://github.com/vllm-project/vllm/tree/v0.33.0/vllm/entrypoints openai/chat_completion, openai/completion,
 * pooling/embed and pooling/scoring, each in its protocol.py
 */
const hasContent: Readonly<Record<ServedRoute, (body: Json) => boolean>> = {
  chat: (body) => isObject(first(body.choices).message) && hasTokens(body),
  completions: (body) => typeof first(body.choices).text === 'string' && hasTokens(body),
  embeddings: (body) => isVector(first(body.data).embedding),
  rerank: (body) => Number.isFinite(first(body.results).relevance_score),
  score: (body) => Number.isFinite(first(body.data).score),
};

/** Whether a response holds what its route is asked for: tokens, a vector or a score, and not merely status 200. */
export function isAnswer(route: ServedRoute, status: number, text: string): boolean {
  if (status !== 200) {
    return false;
  }
  try {
    // A score that is no number stands as NaN in the engine's JSON, which no parser takes.
    const body: unknown = JSON.parse(text);
    return isObject(body) && hasContent[route](body);
  } catch {
    return false;
  }
}
