import { z } from 'zod';

const configSchema = z
  .looseObject({
    num_hidden_layers: z.int().gt(0),
    num_attention_heads: z.int().gt(0),
    num_key_value_heads: z.int().gt(0).optional(),
    hidden_size: z.int().gt(0),
    head_dim: z.int().gt(0).nullish(),
    max_position_embeddings: z.int().gt(0),
  })
  .transform((config) => ({
    layers: config.num_hidden_layers,
    kvHeads: config.num_key_value_heads ?? config.num_attention_heads,
    headDimension: config.head_dim ?? config.hidden_size / config.num_attention_heads,
    contextTokens: config.max_position_embeddings,
  }));

/** The part of a model's architecture that decides how much memory its KV cache takes. */
export type Architecture = z.output<typeof configSchema>;

export const architectureFields = [
  'layers',
  'kvHeads',
  'headDimension',
  'contextTokens',
] as const satisfies (keyof Architecture)[];

/** Reads a Hugging Face `config.json`. @throws Error that names the missing field */
export function readHuggingFaceConfig(json: string): Architecture {
  const result = configSchema.safeParse(JSON.parse(json));
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(faults.join('; '));
  }
  return result.data;
}
