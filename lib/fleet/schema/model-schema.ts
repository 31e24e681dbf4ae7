import { z } from 'zod';
import { precisions } from '../../catalogue/precision';
import { vllm } from '../../catalogue/vllm';
import { slug } from './identity-schema';

const count = z.int().gt(0).lte(100_000_000);

export const modelSchema = z.strictObject({
  name: slug(20).meta({ description: 'Names the cells that serve it.', examples: ['llama-70b'] }),
  weights: z
    .string()
    .min(1)
    .meta({
      description: 'Hugging Face id of the weights; throughput is looked up under it.',
      examples: ['meta-llama/Llama-3.1-70B'],
    }),
  tier: z.enum(['large', 'small']).default('large').meta({ description: 'Massive model or small one.' }),
  parametersBillion: z
    .number()
    .gt(0)
    .lte(100_000)
    .meta({ description: 'Parameters.', unit: '10⁹', examples: [70.6] }),
  precision: z.enum(precisions).meta({ description: 'Numeric format of the weights.', examples: ['fp8'] }),
  kvPrecision: z.enum(precisions).default('bf16').meta({
    description: 'Numeric format of the KV cache; vLLM keeps the activation type, bf16, unless told otherwise.',
  }),
  config: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        "Path, relative to the fleet file, of the model's Hugging Face config.json: layers, KV heads, head dimension and context are read from it.",
      examples: ['models/llama-70b/config.json'],
    }),
  layers: count
    .optional()
    .meta({ description: 'Transformer layers; read from `config` if that is given.', examples: [80] }),
  kvHeads: count
    .optional()
    .meta({ description: 'Key-value heads; read from `config` if that is given.', examples: [8] }),
  headDimension: count
    .optional()
    .meta({ description: 'Dimension of one head; read from `config` if that is given.', examples: [128] }),
  contextTokens: count.optional().meta({
    description: 'Longest context that the model was trained for; read from `config` if that is given.',
    unit: 'tokens',
    examples: [131072],
  }),
  tensorParallel: z
    .literal([1, 2, 4, 8])
    .meta({ description: 'GPUs of one replica.', unit: 'GPUs: 1, 2, 4 or 8', examples: [4] }),
  instanceTypes: z
    .array(z.string())
    .min(1)
    .meta({
      description: 'Allowed EC2 instance types, first choice first. Capacity is sized for the slowest of them.',
      examples: [['p5.48xlarge', 'p5en.48xlarge']],
    }),
  gpuMemoryUtilizationRatio: z
    .number()
    .gt(0)
    .lt(1)
    .default(vllm.gpuMemoryUtilizationRatio)
    .meta({ description: "Share of each GPU's memory that the engine takes.", unit: 'ratio 0–1' }),
  targetUtilizationRatio: z.number().gt(0).lte(1).default(0.8).meta({
    description:
      'Share of the concurrency that meets the objectives at which a group scales; the rest absorbs bursts. The default is assumed.',
    unit: 'ratio 0–1',
  }),
  instancesPerRegion: z
    .strictObject({
      min: count
        .optional()
        .meta({ description: 'Lowest group size, at least what the failover policy needs.', examples: [3] }),
      max: count.optional().meta({ description: 'Highest group size: the worst case of the budget.', examples: [5] }),
    })
    .default({})
    .meta({ description: 'Overrides of the computed group sizes.' }),
});
