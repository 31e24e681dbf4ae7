import { z } from 'zod';
import { precisions } from '../../catalogue/precision';
import { replacementOrders } from '../../contract/replacement-orders';
import { tasks } from '../../contract/tasks';
import { vllm } from '../../engine/vllm';
import { declaredMemorySchema } from './declared-memory-schema';
import { engineSchema } from './engine-schema';
import { email, slug } from './identity-schema';
import { completedEntry, longestModelName } from './known-model-entry';

const count = z.int().gt(0).lte(100_000_000);

const reservationId = z.string().regex(/^cr-[0-9a-f]{17}$/, 'cr- and 17 hexadecimal digits');

const capacityBlock = z.strictObject({
  id: reservationId.meta({ description: 'Id of the Capacity Block.', examples: ['cr-0123456789abcdef0'] }),
  region: z.string().meta({ description: 'Region in which it was bought.', examples: ['us-east-1'] }),
  instanceType: z.string().meta({ description: 'Instance type of the Capacity Block.', examples: ['p5.48xlarge'] }),
  instances: count.meta({ description: 'Instances in the Capacity Block.', unit: 'instances', examples: [2] }),
  startsAt: z.iso
    .datetime()
    .meta({ description: 'When the Capacity Block begins, UTC.', examples: ['2027-01-04T11:30:00Z'] }),
  endsAt: z.iso
    .datetime()
    .meta({ description: 'When the Capacity Block ends, UTC.', examples: ['2027-01-11T11:30:00Z'] }),
  usd: z
    .number()
    .gt(0)
    .meta({ description: 'Price paid for the whole Capacity Block.', unit: 'USD', examples: [9000] }),
});

/**
 * The form that huggingface_hub accepts for the id of a repository.
 *
 * @see https://github.com/huggingface/huggingface_hub/blob/v1.0.0/src/huggingface_hub/utils/_validators.py 2025
 */
const huggingFaceId = z
  .string()
  .regex(
    /^(?!.*(?:--|\.\.))(?!.*\.git$)(?:\b[\w.-]+\b\/)?\b[\w.-]{1,96}\b$/,
    'a Hugging Face id: organisation/name of letters, digits and single . - _',
  );

const gpus = z.literal([1, 2, 4, 8]);

const parallel = z
  .strictObject({
    tensor: gpus.default(1).meta({
      description: 'GPUs that share each matrix and the heads of the attention.',
      unit: 'GPUs: 1, 2, 4 or 8',
      examples: [2],
    }),
    data: gpus.default(1).meta({
      description:
        'Copies of the attention layers in one engine. Each copy has its own requests and `tensor` GPUs; all copies share the experts. A replica has tensor × data GPUs.',
      unit: 'copies: 1, 2, 4 or 8',
      examples: [4],
    }),
    expert: z
      .boolean()
      .default(false)
      .meta({
        description: 'Whether each GPU holds whole experts instead of a part of each.',
        examples: [true],
      }),
  })
  .meta({ description: 'How the GPUs of one replica share a mixture of experts; in place of `tensorParallel`.' });

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');

export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const busyHours = z.strictObject({
  days: z
    .array(z.enum(weekdays))
    .min(1)
    .meta({ description: 'Days of the week.', examples: [['MON', 'TUE']] }),
  from: timeOfDay.meta({
    description: 'When the demand begins; instances are launched a cold start earlier.',
    examples: ['08:00'],
  }),
  to: timeOfDay.meta({ description: 'When the demand ends, later the same day.', examples: ['18:00'] }),
  timeZone: z.string().meta({ description: 'IANA time zone of `from` and `to`.', examples: ['Europe/Berlin'] }),
  minInstances: count.meta({
    description: 'Lowest group size during these hours, in every region.',
    unit: 'instances',
    examples: [5],
  }),
});

const pools = z
  .strictObject({
    baseline: z
      .strictObject({
        reservations: z
          .record(z.string(), z.array(reservationId).min(1))
          .default({})
          .meta({
            description: 'On-Demand Capacity Reservations by region, used before anything else.',
            examples: [{ 'us-east-1': ['cr-0123456789abcdef0'] }],
          }),
        warmInstances: count.optional().meta({
          description:
            'Stopped instances per region. The agent prepares each of them before it is stopped, so that it only loads the model after its next start.',
          unit: 'instances',
          examples: [1],
        }),
        replacement: z
          .enum(replacementOrders)
          .optional()
          .meta({
            description:
              'How a new version reaches the instances: launch-first needs a spare instance within an hour, terminate-first needs none and serves with one instance fewer meanwhile. Default: terminate-first in regions with reservations, else launch-first.',
            examples: ['terminate-first'],
          }),
        busyHours: z
          .array(busyHours)
          .default([])
          .meta({ description: 'Times of the week at which more instances run than the plan computes.' }),
      })
      .default({ reservations: {}, busyHours: [] })
      .meta({ description: 'On-demand instances, which are launched before any other kind.' }),
    overflow: z
      .strictObject({
        maxInstances: count.meta({
          description: 'Spot instances per region, above the baseline.',
          unit: 'instances',
          examples: [2],
        }),
      })
      .optional()
      .meta({
        description:
          'Spot instances above the baseline. The model of a batch-inference workload has this pool by default.',
      }),
    capacityBlocks: z
      .array(capacityBlock)
      .default([])
      .meta({ description: 'Capacity Blocks for ML that were bought for this model.' }),
  })
  .meta({ description: 'Where the instances of the model come from; each pool is one Auto Scaling group.' });

const modelEntry = z.strictObject({
  name: slug(longestModelName)
    .optional()
    .meta({
      description:
        'Name of the model in this file and in the names of its cells. Default beside `model`: made from its id.',
      examples: ['llama-70b'],
    }),
  model: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'Hugging Face id of a known model (`npx polyregion models list`). The catalogue then gives parameters, precision, layers, heads, context, task and what the engine refuses. Fields that are stated beside it must agree with it.',
      examples: ['Qwen/Qwen3-32B'],
    }),
  weights: huggingFaceId.optional().meta({
    description:
      'Hugging Face id of the weights. Clients name it in their requests, and measured throughput is looked up by it. Default: the id in `model`. Required without `model`.',
    examples: ['meta-llama/Llama-3.1-70B-Instruct'],
  }),
  task: z.enum(tasks).optional().meta({
    description:
      'What the model does. A retrieval-analytics workload may use models with the task embed or rerank beside the model that answers. Default: the task of `model`, or generate.',
  }),
  parametersBillion: z
    .number()
    .gt(0)
    .lte(100_000)
    .optional()
    .meta({ description: 'Parameters; computed from `model` or `config`.', unit: '10⁹', examples: [70.6] }),
  precision: z
    .enum(precisions)
    .optional()
    .meta({ description: 'Numeric format of the weights; read from `model` or `config`.', examples: ['fp8'] }),
  kvPrecision: z.enum(['bf16', 'fp8']).default('bf16').meta({
    description: 'Numeric format of the KV cache; vLLM keeps the activation type, bf16, unless told otherwise.',
  }),
  config: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        "Path, relative to the fleet file, of the model's Hugging Face config.json. It gives parameters, precision, layers, heads, context and what the engine refuses. Fields that are stated beside it must agree with it.",
      examples: ['models/llama-70b/config.json'],
    }),
  memory: declaredMemorySchema.optional().meta({
    description:
      'Memory of a model whose architecture Polyregion does not know, as its owner declares it; the plan marks it as assumed. Such a model must also state precision, layers and contextTokens.',
  }),
  layers: count.optional().meta({ description: 'Transformer layers; read from `model` or `config`.', examples: [80] }),
  kvHeads: count.optional().meta({ description: 'Key-value heads; read from `model` or `config`.', examples: [8] }),
  headDimension: count
    .optional()
    .meta({ description: 'Dimension of one head; read from `model` or `config`.', examples: [128] }),
  contextTokens: count.optional().meta({
    description: 'Longest context that the model was trained for; read from `model` or `config`.',
    unit: 'tokens',
    examples: [131072],
  }),
  tensorParallel: gpus.optional().meta({
    description:
      'GPUs of one replica; each holds a part of every matrix. It is short for `parallel: { tensor }`. Default beside `model` or `config`: chosen by the plan together with `instanceTypes`, with room for eight of the longest requests.',
    unit: 'GPUs: 1, 2, 4 or 8',
    examples: [4],
  }),
  parallel: parallel.optional(),
  instanceTypes: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({
      description:
        'Allowed EC2 instance types, first choice first. Capacity is sized for the slowest of them. Default beside `model` or `config`: the type that carries the peak of the workloads, within their objectives, at the lowest price.',
      examples: [['p5.48xlarge', 'p5en.48xlarge']],
    }),
  zones: z
    .strictObject({
      one: z
        .string()
        .min(1)
        .meta({ description: 'Why one zone is enough.', examples: ['a Capacity Block lies in one zone'] }),
      owner: email.meta({ description: 'Who decided this.', examples: ['head-of-ml@example.com'] }),
    })
    .optional()
    .meta({
      description:
        'Allows a cell in a single Availability Zone, where its region offers the types in one zone only. If that zone is lost, the cell is lost.',
    }),
  gpuMemoryUtilizationRatio: z
    .number()
    .gt(0)
    .lt(1)
    .default(vllm.gpuMemoryUtilizationRatio)
    .meta({ description: "Share of each GPU's memory that the engine takes.", unit: 'ratio 0–1' }),
  targetUtilizationRatio: z.number().gt(0).lte(1).default(0.8).meta({
    description:
      'A group scales out at this share of the highest concurrency that meets the objectives; the rest absorbs bursts. The default is assumed.',
    unit: 'ratio 0–1',
  }),
  parallelLoading: z.boolean().default(false).meta({
    description:
      'Whether many threads load the weights from the local disk to the GPUs. This needs safetensors files, and an engine image that holds the Run:ai Model Streamer.',
  }),
  compileCache: z.boolean().default(false).meta({
    description:
      "Whether the code that the first engine compiles is kept in the region's artifact bucket for 90 days. Instances of the same cell, type, image, weights and settings then run it. Off by default, because an instance then runs code that another instance has written.",
  }),
  engine: engineSchema
    .default(() => engineSchema.parse({}))
    .meta({ description: 'Engine settings that do not follow from the plan.' }),
  instancesPerRegion: z
    .strictObject({
      min: count
        .optional()
        .meta({ description: 'Lowest group size, at least what the failover policy needs.', examples: [3] }),
      max: count.optional().meta({ description: 'Highest group size. The worst-case cost counts it.', examples: [5] }),
    })
    .default({})
    .meta({ description: 'Overrides of the computed group sizes.' }),
  toleratedXidCodes: z
    .array(z.int())
    .default([])
    .meta({
      description:
        "Fatal GPU errors, by NVIDIA's Xid number, after which an instance is not replaced. AWS's own sources disagree whether 63, a remapped row of GPU memory, is fatal.",
      examples: [[63]],
    }),
  pools: pools.default({ baseline: { reservations: {}, busyHours: [] }, capacityBlocks: [] }),
});

export const modelSchema = modelEntry.transform(completedEntry);
