import * as z from 'zod/mini';
import { listOf, oneOf, positive, text } from './schema-parts';

/** What an instance leaves behind before it is given up: why, and the end of its logs. */

const evidencePrefix = 'evidence/';

/** Under this key the evidence of a model's instances lies; they may add to it, and read none of it. */
export const modelEvidencePrefix = (model: string): string => `${evidencePrefix}${model}/`;

/** For what holds of every model's evidence. */
export const evidences = { prefix: evidencePrefix, expireAfterDays: 30 } as const;

/** Sorted by name, keys are sorted by time. */
export const evidenceKey = (model: string, at: string, instanceId: string): string =>
  `${modelEvidencePrefix(model)}${at}-${instanceId}.json`;

export const evidenceLimits = {
  /** Newest lines of the agent, and of each engine. */
  lines: 200,
  /** Longer lines are cut. */
  lineCharacters: 500,
  /** Seconds that an instance takes at most to store it: it never holds up what follows. Assumed. */
  seconds: 10,
} as const;

export const evidence = z.object({
  /** ISO 8601, UTC. */
  at: text,
  fleet: text,
  model: text,
  instanceId: text,
  instanceType: text,
  kind: oneOf(['launch-failed', 'repair-requested']),
  /** The reason that the event names which is sent at the same time. */
  reason: text,
  /** The stage in which a launch failed; absent for a repair. */
  stage: z.optional(text),
  problem: text,
  /** Lines of the agent's own log, which holds nothing of a request or an answer. */
  agent: listOf(text, 'lines'),
  /** Lines of each engine that are on the list of allowed ones; every other line stays on the instance. */
  engines: listOf(z.object({ port: positive, lines: listOf(text, 'lines') }), 'engines'),
});

export type Evidence = Readonly<z.infer<typeof evidence>>;
