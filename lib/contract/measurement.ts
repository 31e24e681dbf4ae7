import * as z from 'zod/mini';
import { count, listOf, oneOf, positive, text } from './schema-parts';

/** Where the user data of a measured instance leaves the order for the agent. An instance of a group has no such file. */
export const measurementOrderFile = '/etc/polyregion/measurement.json';

/** Under this key of the region's artifact bucket a model's measurements lie, one document for each run. */
const measurementsPrefix = (model: string): string => `measurements/${model}/`;

export const measurementKey = (model: string, run: string): string => `${measurementsPrefix(model)}${run}.json`;

/** One load of one replica, held until all its requests have been answered. */
const step = z.object({
  /** Requests in flight on every replica of the instance. */
  concurrency: count,
  /** Requests sent to every replica. */
  requests: count,
  /** Requests begun each second, until the concurrency is reached. @default - all at once */
  requestsPerSecond: z.optional(positive),
});

export type MeasurementStep = Readonly<z.infer<typeof step>>;

/** What an instance is to measure. The agent that finds it serves no client, publishes no metric and ends with the instance. */
export const measurementOrder = z.object({
  run: text,
  /** In the order in which they are measured. */
  steps: listOf(step, 'steps'),
  /** Tokens of each prompt, `sharedInputTokens` included. */
  inputTokens: count,
  /** Tokens at the beginning of each prompt that all prompts share, as many as the plan assumes of the workload. */
  sharedInputTokens: z.int('a whole number').check(z.gte(0, 'at least 0')),
  outputTokens: count,
  /** Above the concurrency that misses it no other is measured. @default - no limit */
  timePerOutputTokenSeconds: z.optional(positive),
  /** What the engines run at once: the highest step, which may be above what the plan lets the cell's engines run. */
  maxConcurrentRequests: count,
  /** After so many seconds a step has hung. */
  stepLimitSeconds: positive,
  /** A signed address of the document in the artifact bucket, for PUT. */
  documentUrl: text,
});

export type MeasurementOrder = Readonly<z.infer<typeof measurementOrder>>;

export const measurementStates = ['booting', 'measuring', 'done', 'failed'] as const;

/** What one step gave. */
const measuredStep = z.object({
  concurrency: count,
  /** What the benchmark wrote, of each replica of the instance. */
  results: z.readonly(z.array(z.unknown(), 'a list of results')),
  /** Requests that the engines put back into their queues, all replicas together. */
  preemptions: z.number('a number'),
  /** Why there is no result; absent where there is one. */
  problem: z.optional(text),
});

export type MeasuredStep = Readonly<z.infer<typeof measuredStep>>;

/** What a measured instance says, anew after every step, so that an early end leaves what was measured until then. */
export const measurementDocument = z.object({
  run: text,
  state: oneOf(measurementStates),
  instanceType: text,
  steps: listOf(measuredStep, 'steps'),
  /** Why nothing more is measured. @default - every step was, or still will be */
  reason: z.optional(text),
});

export type MeasurementDocument = Readonly<z.infer<typeof measurementDocument>>;
