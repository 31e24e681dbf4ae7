import { z } from 'zod';
import { areaCodes } from '../../catalogue/areas';
import { batchCapacities, idlePhases } from '../../contract/batch-capacity';
import { type Shape, shapes } from '../../contract/shapes';
import { failoverSchema } from './failover-schema';
import { slug } from './identity-schema';
import { deadlinePromise, latencyPromise, objectivesSchema } from './objectives-schema';

const ratio = z.number().gt(0).lte(1);
const modelName = z.string().min(1);
const positive = z.number().gt(0).lte(1e6);
const tokens = z.int().gt(0).lte(10_000_000);

/** The ends of the range of a throughput that sizes may follow from. */
export const confidence = z.enum(['central', 'cautious']).optional();

const demand = z
  .strictObject({
    trace: z
      .string()
      .min(1)
      .optional()
      .meta({
        description:
          'Path, relative to the fleet file, of a request trace, plain or .gz: Azure LLM inference 2023 and 2024, BurstGPT and ServeGen (CSV), Mooncake (JSON lines), AIPerf profile_export.jsonl, or the result of vllm bench serve --save-result --save-detailed. The format is recognised by its columns, which may be quoted and in any order; requests of a CSV or Mooncake trace must be in order of time. Mean, busiest minute and token counts are read from it; a trace shorter than a minute shows no busiest minute.',
        examples: ['fleets/traces/azure-llm-2023-conversation.csv.gz'],
      }),
    scale: positive.default(1).meta({ description: "The trace's request rate is multiplied by this.", examples: [4] }),
    meanRequestsPerSecond: positive
      .optional()
      .meta({ description: 'Mean demand over a month, all regions.', unit: 'requests per second', examples: [20] }),
    peakRequestsPerSecond: positive.optional().meta({
      description: 'Demand of the busiest minute, all regions. Without it the peak is assumed from the mean.',
      unit: 'requests per second',
      examples: [35],
    }),
    meanInputTokens: tokens.optional().meta({ description: 'Mean prompt length.', unit: 'tokens', examples: [1024] }),
    meanOutputTokens: tokens.optional().meta({ description: 'Mean answer length.', unit: 'tokens', examples: [256] }),
  })
  .meta({ description: 'How much traffic: a trace, or the mean requests, the mean lengths and, if known, the peak.' });

const retrieval = z
  .strictObject({
    embeddingModel: modelName
      .optional()
      .meta({ description: 'Model that embeds each question; its task is embed.', examples: ['embedder'] }),
    rerankingModel: modelName
      .optional()
      .meta({ description: 'Model that ranks the passages found; its task is rerank.', examples: ['reranker'] }),
    questionTokens: tokens.default(64).meta({
      description: 'Mean length of a question. The engine accepts four times as much. The default is assumed.',
      unit: 'tokens',
    }),
    candidatePassages: tokens
      .default(20)
      .meta({ description: 'Passages that are ranked for each question. The default is assumed.', unit: 'passages' }),
    passageTokens: tokens.default(256).meta({
      description:
        'Mean length of a passage. The engine accepts four times as much, question and passage together. The default is assumed.',
      unit: 'tokens',
    }),
  })
  .meta({ description: 'Only for retrieval-analytics: the small models beside the one that answers.' });

const capacity = z
  .enum(batchCapacities)
  .optional()
  .meta({
    description:
      'Only for batch-inference: where its requests run. own: on instances that are bought for it. idle: on what the cells of its model leave idle while people do not need it, at a lower priority; `sizing` must be `simulated`. Default: own.',
    examples: ['idle'],
  });

const idlePhase = z
  .enum(idlePhases)
  .optional()
  .meta({
    description:
      'Only with `capacity: idle`: the phase that its work is of. The instances stay in the budget of serving; the plan says what the work is worth. Default: serving.',
    examples: ['evaluation'],
  });

const whenShort = z
  .array(
    z.union([
      z.literal('siblings').meta({ description: 'The other regions of the jurisdiction, nearest first.' }),
      z.strictObject({
        degrade: z.string().meta({ description: 'Workload whose model answers instead.', examples: ['quick'] }),
      }),
      z.strictObject({
        provider: z.string().meta({ description: 'Name of an entry of `gateway.providers`.', examples: ['bedrock'] }),
      }),
    ]),
  )
  .optional()
  .meta({
    description:
      'Only with `gateway`: where a request goes if its own cell has no room, in this order. `siblings` are the other regions of its jurisdiction, `{ degrade: <workload> }` the smaller model of another workload, `{ provider: <name> }` a managed provider. After the last of them it is refused with 503 and Retry-After. Default: siblings, where the gateways are peered.',
    examples: [['siblings', { degrade: 'quick' }, { provider: 'bedrock' }]],
  });

/** A workload as the fleet file states it, whatever its shape, so that one run reports everything that is wrong with it. */
export const workloadSchema = z.strictObject({
  name: slug(20).meta({ description: "First label of the workload's host name.", examples: ['chat'] }),
  shape: z.enum(shapes).meta({ description: 'The shape of the traffic.', examples: ['realtime-assistant'] }),
  model: z.string().meta({ description: 'Name of the model that serves it.', examples: ['llama-70b'] }),
  demand,
  users: z
    .partialRecord(z.enum(areaCodes as [string, ...string[]]), ratio)
    .optional()
    .meta({
      description: 'Share of the demand by area, adding up to 1. Without it every region gets the same share.',
      unit: 'ratio 0–1',
      examples: [{ 'north-america-east': 0.6, 'north-america-west': 0.4 }],
    }),
  maxInputTokens: tokens.meta({ description: 'Longest prompt that is served.', unit: 'tokens', examples: [8192] }),
  maxOutputTokens: tokens.meta({ description: 'Longest answer that is served.', unit: 'tokens', examples: [1024] }),
  maxImages: z
    .int()
    .gte(1)
    .lte(999)
    .optional()
    .meta({
      description:
        'Most images of one request, for a model that reads images; their tokens count in maxInputTokens. The firewall and the agent then let longer bodies through. The engine refuses requests with more images, or with videos, unless `engine.limitPerPrompt` allows them.',
      unit: 'images',
      examples: [4],
    }),
  prefixReuseRatio: z
    .number()
    .gte(0)
    .lt(1)
    .optional()
    .meta({
      description:
        'Share of the prompt tokens that the engine finds in its prefix cache and does not compute again. Default: 0.2 for retrieval-analytics (shared instructions; assumed), 0 otherwise.',
      unit: 'ratio 0–1',
      examples: [0.2],
    }),
  retrieval: retrieval.optional(),
  capacity,
  phase: idlePhase,
  objectives: objectivesSchema,
  confidence: confidence.meta({ description: "Replaces the fleet's `confidence` for this workload." }),
  jurisdiction: z
    .string()
    .meta({ description: 'Jurisdiction that this traffic never leaves.', examples: ['united-states'] }),
  failover: failoverSchema,
  whenShort,
});

const ofShape = <S extends Shape, Fields extends z.ZodRawShape>(shape: S, fields: Fields) =>
  workloadSchema.omit({ retrieval: true, capacity: true, phase: true }).extend({ shape: z.literal(shape), ...fields });

const workloadsByShape = {
  'realtime-assistant': ofShape('realtime-assistant', { objectives: latencyPromise }),
  'retrieval-analytics': ofShape('retrieval-analytics', {
    objectives: latencyPromise,
    retrieval: retrieval.optional(),
  }),
  'batch-inference': ofShape('batch-inference', {
    objectives: deadlinePromise,
    capacity: z.enum(batchCapacities).default('own'),
    phase: z.enum(idlePhases).default('serving'),
  }),
} satisfies { readonly [S in Shape]: z.ZodType<{ shape: S }> };

/** A workload that passed every check: its shape decides which objectives it has, and whether it has a retrieval part. */
export const shapedWorkloadSchema = z.union(Object.values(workloadsByShape));
