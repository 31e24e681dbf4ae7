import { z } from 'zod';
import { tasks } from '../../lib/contract/tasks';

const seconds = z.number().nonnegative();
const count = z.number().int().positive();

/** How the engine works, and what is wrong with it. Any of it may be changed while it runs. */
export const behaviourSchema = z.strictObject({
  /** Time from the start of the process until it listens. */
  loadSeconds: seconds,
  /** Time to compile after loading, where no compiled code is found. */
  compileSeconds: seconds,
  /** Time to prefill one prompt, whatever its length. */
  prefillSeconds: seconds,
  /** Decode speed of each running request. */
  tokensPerSecond: z.number().positive(),
  /** Length of an answer where the request sets no limit, or a higher one. */
  answerTokens: count,
  /** Every token of every answer. */
  word: z.string().min(1),
  /** Every token is the nanoseconds of the machine's monotonic clock when it was made, in place of `word`. */
  stampsTokens: z.boolean(),
  /** What the model does, which vLLM reads from its architecture: routes of other tasks do not exist. */
  task: z.enum(tasks),
  /** Whether the model has a chat template: base models have none. */
  chatTemplate: z.boolean(),
  /** KV-cache size for all running requests together, prompts included. */
  kvCacheTokens: count,
  /** Every wait above is multiplied by it: 0.01 is a hundred times faster. */
  timeFactor: z.number().positive(),
  /** Never listens. */
  hangAtLoad: z.boolean(),
  /** Ends with status 1 where it would listen, as when a file of the weights is broken. */
  crashAtLoad: z.boolean(),
  /** Ends with status 1 and the GPU's message: at load, or at the next prompt. */
  outOfMemory: z.enum(['never', 'load', 'prompt']),
  /** Ends abruptly, with status 1, once so many prompts have been answered. */
  crashAfterRequests: count.nullable(),
  /** `/health` says 200 and no token comes: the engine's process answers, its GPU does not. */
  stalled: z.boolean(),
  /** A prompt that contains it hangs the engine until it is started again. */
  poison: z.string().min(1).nullable(),
  /** Simulated requests fill the whole batch and make progress, so that the engine is saturated but healthy. */
  busy: z.boolean(),
  /** Every prompt is refused with 503. */
  queueFull: z.boolean(),
  /** Reports a full KV cache and takes nothing more into the batch. */
  kvCacheFull: z.boolean(),
  /** Status of every answer to a prompt, without work on it; null answers as usual. */
  answersWith: z.number().int().min(200).max(599).nullable(),
  /** What stands in a whole answer: `whole`, nothing, or no JSON. */
  body: z.enum(['whole', 'empty', 'garbage']),
  /** Prompts of one token, as readiness asks for, are answered as usual. */
  sparesProbes: z.boolean(),
  /** Says that infinitely much of its KV cache is taken. */
  oddMetrics: z.boolean(),
  /** `/health` says 503: the engine knows that it is dead. */
  unhealthy: z.boolean(),
  /** Writes every prompt to its output, as vLLM at DEBUG. */
  printsPrompts: z.boolean(),
  /** Ends at once with this status, requests in flight and all. */
  exit: z.number().int().min(0).max(255).nullable(),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

/** What is not named stays as it is. */
export const behaviourChangeSchema = behaviourSchema.partial();

/** A small, healthy engine. */
export const usualBehaviour: Behaviour = {
  loadSeconds: 1,
  compileSeconds: 0,
  prefillSeconds: 0.05,
  tokensPerSecond: 50,
  answerTokens: 64,
  word: 'token ',
  stampsTokens: false,
  task: 'generate',
  chatTemplate: true,
  kvCacheTokens: 200_000,
  timeFactor: 1,
  hangAtLoad: false,
  crashAtLoad: false,
  outOfMemory: 'never',
  crashAfterRequests: null,
  stalled: false,
  poison: null,
  busy: false,
  queueFull: false,
  kvCacheFull: false,
  answersWith: null,
  body: 'whole',
  sparesProbes: false,
  oddMetrics: false,
  unhealthy: false,
  printsPrompts: false,
  exit: null,
};
