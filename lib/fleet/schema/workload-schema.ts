import { z } from 'zod';
import { areaCodes } from '../../catalogue/areas';
import { none, slug } from './identity-schema';

export const shapes = ['realtime-assistant', 'batch-inference', 'retrieval-analytics'] as const;
export const failoverModes = ['active-active', 'warm-standby', 'pilot-light'] as const;

/** What happens to the part of the peak that nobody can carry. */
export const shortages = ['shed', 'degrade'] as const;

const ratio = z.number().gt(0).lte(1);
const modelName = z.string().min(1);
const positive = z.number().gt(0).lte(1e6);
const tokens = z.int().gt(0).lte(10_000_000);

const demand = z
  .strictObject({
    trace: z
      .string()
      .min(1)
      .optional()
      .meta({
        description:
          'Path, relative to the fleet file, of a request trace (CSV, plain or .gz, with TIMESTAMP, ContextTokens, GeneratedTokens). Mean, busiest minute and token counts are read from it.',
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
  .meta({ description: 'How much traffic: a trace, or the four means and peaks.' });

const objectives = z
  .strictObject({
    timeToFirstTokenSeconds: positive.optional().meta({
      description:
        'TTFT objective: mean at planned load, and the alarm threshold on its p95. Required unless the shape is batch-inference.',
      unit: 'seconds',
      examples: [1],
    }),
    timePerOutputTokenSeconds: positive.optional().meta({
      description: 'TPOT objective, mean at planned load. Required unless the shape is batch-inference.',
      unit: 'seconds',
      examples: [0.05],
    }),
    deadlineHours: positive.optional().meta({
      description:
        "Only for batch-inference: hours in which a day's requests, handed in at once, must be done. Default: 24.",
      unit: 'hours',
      examples: [8],
    }),
  })
  .meta({
    description:
      'Latency objectives, or a deadline for batch-inference: the plan runs a replica at the highest concurrency that meets them.',
  });

const failover = z
  .union([
    z.strictObject({
      mode: z.enum(failoverModes).meta({
        description:
          'active-active: every region serves those nearest to it. warm-standby: the first region of the jurisdiction serves, the others run a share. pilot-light: the others run nothing until they are needed.',
        examples: ['active-active'],
      }),
      recoverySeconds: positive.meta({
        description:
          'Recovery time objective: from the loss of a region until its clients are served elsewhere at the promised share. For batch-inference the deadline takes its place.',
        unit: 'seconds',
        examples: [180],
      }),
      survivorsShareRatio: ratio.default(1).meta({
        description: 'Share of peak that the remaining regions must carry after any one is lost; the rest is shed.',
        unit: 'ratio 0–1',
        examples: [1],
      }),
      standbyShareRatio: ratio.optional().meta({
        description:
          'Only for warm-standby: share of peak that the standby regions run at all times; they grow to survivorsShareRatio once needed. Default: 0.25, assumed, or survivorsShareRatio where that is less.',
        unit: 'ratio 0–1',
        examples: [0.5],
      }),
      whenShort: z.enum(shortages).default('shed').meta({
        description: 'What happens to requests that nobody can carry: refused at once with 503 (shed).',
      }),
    }),
    none,
  ])
  .meta({ description: 'What happens when a region is lost, decided before launch.' });

const retrieval = z
  .strictObject({
    embeddingModel: modelName
      .optional()
      .meta({ description: 'Model that embeds each question; its task is embed.', examples: ['embedder'] }),
    rerankingModel: modelName
      .optional()
      .meta({ description: 'Model that ranks the passages found; its task is rerank.', examples: ['reranker'] }),
    questionTokens: tokens
      .default(64)
      .meta({ description: 'Mean length of a question. The default is assumed.', unit: 'tokens' }),
    candidatePassages: tokens
      .default(20)
      .meta({ description: 'Passages that are ranked for each question. The default is assumed.', unit: 'passages' }),
    passageTokens: tokens
      .default(256)
      .meta({ description: 'Mean length of a passage. The default is assumed.', unit: 'tokens' }),
  })
  .meta({ description: 'Only for retrieval-analytics: the small models beside the one that answers.' });

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
  objectives,
  jurisdiction: z
    .string()
    .meta({ description: 'Jurisdiction that this traffic never leaves.', examples: ['united-states'] }),
  failover,
});
